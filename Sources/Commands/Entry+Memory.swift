import Foundation

extension Entry {
    /// Lets all threads take memory from one place.
    ///
    /// glibc gives each thread a place of its own and keeps what was freed there: a store whose work moved to another thread
    /// held its cache twice, 260 MB in place of 190 for the synchronization of 100,000 objects. Other C libraries have no such
    /// setting, and Swift's view of glibc does not show it, so it is looked up by its name (mallopt(3)).
    ///
    /// What is large lies by itself, and goes back as soon as it is free: glibc otherwise learns from the first that it may
    /// keep such places, and lists of half a million objects leave holes that nothing else fits into.
    static func keepMemoryTogether() {
        typealias Setting = @convention(c) (CInt, CInt) -> CInt
        guard let symbol = dlsym(nil, "mallopt") else { return }
        // The symbol is a function of this shape in every C library that has it.
        let set = unsafeBitCast(symbol, to: Setting.self)
        let (mostPlaces, largest, most): (CInt, CInt, CInt) = (-8, -3, -1)
        _ = set(mostPlaces, 1)
        _ = set(largest, 1 << 20)
        _ = set(most, 8 << 20)
    }
}
