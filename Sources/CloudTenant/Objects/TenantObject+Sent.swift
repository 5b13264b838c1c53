import Directory

extension TenantObject {
    /// The entry as it was sent: with the shadows in place of what is shown.
    func sentEntry(_ table: AttributeTable, _ packer: inout EntryPacker) -> PackedEntry {
        guard !details.shadows.isEmpty else { return entry }
        return entry.replacing(details.shadows.map { ($0.attribute, $0.values) }, named: entry.dn, table, &packer)
    }
}

extension PackedEntry {
    /// The entry under a name and with other values for some attributes.
    ///
    /// An attribute that the table has no room for is left out; whoever brings new ones asks the table first.
    func replacing(
        _ changes: [(AttributeName, [[UInt8]])],
        named dn: String,
        _ table: AttributeTable,
        _ packer: inout EntryPacker
    ) -> PackedEntry {
        let numbered = changes.compactMap { name, values in table.identifier(for: name).map { ($0, values) } }
        let replaced = Set(numbered.map(\.0))
        packer.begin(dn: dn)
        for number in attributes where !replaced.contains(number) {
            for value in values(of: number) { packer.add(number, value) }
        }
        for (number, values) in numbered { for value in values { packer.add(number, value) } }
        return packer.finish()
    }
}
