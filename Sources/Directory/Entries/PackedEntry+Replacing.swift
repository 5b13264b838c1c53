extension PackedEntry {
    /// The entry with the values that a body gives for some attributes, whether it had them or not; no values mean no
    /// attribute.
    public func replacing(
        _ attributes: [AttributeID],
        with values: (AttributeID) -> [ArraySlice<UInt8>]
    ) -> PackedEntry {
        let replaced = Set(attributes)
        var packer = EntryPacker()
        packer.begin(dn: dn)
        for attribute in self.attributes where !replaced.contains(attribute) {
            for value in self.values(of: attribute) { packer.add(attribute, value) }
        }
        for attribute in replaced.sorted() {
            for value in values(attribute) { packer.add(attribute, value) }
        }
        return packer.finish()
    }
}
