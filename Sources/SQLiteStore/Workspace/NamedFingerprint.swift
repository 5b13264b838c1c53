import Directory
import Plans

/// Makes the fingerprint of what rows hold, with attributes by their names: their numbers mean something in one store alone.
struct NamedFingerprint {
    private var parts = PartedFingerprint()
    private let names: [String]
    private let order: AttributeOrder

    init(_ table: AttributeTable) {
        names = table.names.map(\.folded)
        order = table.order
    }

    mutating func add(_ text: String) { parts.add(text) }

    mutating func add(_ bytes: [UInt8]) { parts.add(bytes[...]) }

    mutating func add(_ number: Int) { parts.add(number) }

    /// Tells attributes, whatever their order.
    mutating func add(_ attributes: [AttributeID]) {
        let sorted = order.sorted(attributes)
        parts.add(sorted.count)
        for attribute in sorted { add(name: attribute) }
    }

    /// Tells an entry, or that there is none.
    mutating func add(_ entry: PackedEntry?) {
        parts.add(entry == nil ? 0 : 1)
        guard let entry else { return }
        parts.add(entry.dn)
        add(entry, order.sorted(entry.attributes))
    }

    /// Tells what an entry has of some attributes.
    mutating func add(_ entry: PackedEntry, of attributes: [AttributeID]) { add(entry, order.sorted(attributes)) }

    mutating func finish() -> Fingerprint { parts.finish() }

    private mutating func add(_ entry: PackedEntry, _ sorted: [AttributeID]) {
        parts.add(sorted.count)
        for attribute in sorted {
            let values = entry.values(of: attribute)
            add(name: attribute)
            parts.add(values.count)
            for value in values { parts.add(value) }
        }
    }

    private mutating func add(name attribute: AttributeID) {
        let number = Int(attribute.rawValue)
        parts.add(names.indices.contains(number) ? names[number] : "")
    }
}
