import Foundation

extension Entry {
    /// Lets all threads take memory from one place.
    ///
    /// glibc gives each thread a place of its own and keeps what was freed there: a store whose work moved to another thread
    /// held its cache twice, 260 MB in place of 190 for the synchronization of 100,000 objects. Other C libraries have no such
    /// setting, and Swift's view of glibc does not show it, so it is looked up by its name (mallopt(3)).
    static func keepMemoryTogether() {
        typealias Setting = @convention(c) (CInt, CInt) -> CInt
        guard let symbol = dlsym(nil, "mallopt") else { return }
        let (mostPlaces, one): (CInt, CInt) = (-8, 1)
        // The symbol is a function of this shape in every C library that has it.
        _ = unsafeBitCast(symbol, to: Setting.self)(mostPlaces, one)
    }
}
