/// Numbers found by fingerprints: a dictionary of which each entry takes twelve bytes, and a third of the places are free at
/// least.
///
/// Fingerprints depend on the store's secret, so that a few of their bits say where to look.
struct FingerprintTable {
    private var keys: [UInt64] = []
    /// The numbers plus one; zero where nothing is.
    private var numbers: [Int32] = []
    private(set) var count = 0

    /// Makes room for so many.
    mutating func reserve(_ number: Int) {
        var size = max(16, keys.count)
        while size * 2 < number * 3 { size *= 2 }
        guard size > keys.count else { return }
        let (oldKeys, oldNumbers) = (keys, numbers)
        keys = Array(repeating: 0, count: size)
        numbers = Array(repeating: 0, count: size)
        for (place, number) in oldNumbers.enumerated() where number != 0 {
            let slot = slot(of: oldKeys[place])
            keys[slot] = oldKeys[place]
            numbers[slot] = number
        }
    }

    /// The number of a fingerprint; not less than zero, and nothing where it has none.
    subscript(key: UInt64) -> Int32? {
        get {
            guard !keys.isEmpty else { return nil }
            let number = numbers[slot(of: key)]
            return number == 0 ? nil : number - 1
        }
        set {
            guard let newValue else { return }
            reserve(count + 1)
            let slot = slot(of: key)
            if numbers[slot] == 0 { count += 1 }
            keys[slot] = key
            numbers[slot] = newValue + 1
        }
    }

    /// Where a key is, or belongs.
    private func slot(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: key) & mask
        while numbers[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }
}
