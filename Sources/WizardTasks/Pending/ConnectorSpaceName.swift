import Directory

/// The name of an object in the tenant's connector space: `CN={…}` with the hexadecimal digits of its source anchor.
enum ConnectorSpaceName {
    /// Such a name as Dryad itself writes it, since the case of its letters says nothing; any other text as it is.
    static func folded(_ text: String) -> String {
        let bytes = text.utf8
        guard bytes.last == UInt8(ascii: "}"), bytes.count > 5,
            ASCII.lowercased(String(decoding: bytes.prefix(4), as: UTF8.self)) == "cn={",
            bytes.dropFirst(4).dropLast().allSatisfy({ ASCII.hexValue($0) != nil })
        else { return text }
        return ASCII.uppercased(text)
    }

    /// The same of values that ascend, and go on doing so.
    static func folded(_ values: [String]) -> [String] {
        let folded = values.map { Self.folded($0) }
        return folded == values ? values : folded.sorted()
    }
}
