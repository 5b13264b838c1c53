extension PackedEntry {
    /// The same attributes under another name.
    public func named(_ dn: String) -> PackedEntry { rewritten(named: dn) { _, values in values } }

    /// The entry under a name, with what a body makes of the values of each attribute; no values mean no attribute.
    public func rewritten(
        named dn: String? = nil,
        _ body: (AttributeID, [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>]
    ) -> PackedEntry {
        var packer = EntryPacker()
        packer.begin(dn: dn ?? self.dn)
        for attribute in attributes {
            for value in body(attribute, values(of: attribute).map { $0 }) { packer.add(attribute, value) }
        }
        return packer.finish()
    }
}
