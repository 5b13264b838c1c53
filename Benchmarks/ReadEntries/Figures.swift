import Directory

/// What entries hold, with a sum that does not depend on the order of values, so that programs can be compared.
struct Figures: CustomStringConvertible {
    private var entries = 0
    private var attributes = 0
    private var values = 0
    private var bytes = 0
    private var checksum: UInt = 0

    /// Looks at the name and every value of an entry.
    mutating func look(at entry: PackedEntry) {
        entries += 1
        look(Array(entry.dn.utf8)[...])
        for attribute in entry.attributes {
            attributes += 1
            for value in entry.values(of: attribute) {
                values += 1
                look(value)
            }
        }
    }

    private mutating func look(_ value: ArraySlice<UInt8>) {
        bytes += value.count
        guard let first = value.first, let last = value.last else { return }
        checksum &+= UInt(first) &+ UInt(last) << 8
    }

    var description: String {
        "entries=\(entries) attributes=\(attributes) values=\(values) bytes=\(bytes) checksum=\(checksum)"
    }
}
