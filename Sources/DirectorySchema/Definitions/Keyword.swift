import Directory

/// The words of RFC 4512 section 4.1 that name the fields of a definition.
enum Keyword {
    /// Words after which no value comes.
    static let flags: Set<String> = [
        "OBSOLETE", "SINGLE-VALUE", "COLLECTIVE", "NO-USER-MODIFICATION", "ABSTRACT", "STRUCTURAL", "AUXILIARY",
        // Of extendedAttributeInfo, as Active Directory's aggregate writes it.
        "INDEXED", "SYSTEM-ONLY",
    ]
    /// Words after which a value has to come.
    static let known: Set<String> = [
        "NAME", "DESC", "SUP", "EQUALITY", "ORDERING", "SUBSTR", "SYNTAX", "USAGE", "MUST", "MAY", "AUX", "NOT", "OC",
        "FORM", "APPLIES",
    ]

    /// The word in capitals; a known one without making a new string.
    static func canonical(_ word: String) -> String {
        if known.contains(word) || flags.contains(word) { return word }
        return word.uppercased()
    }

    /// Whether bytes spell a keyword, in whatever case.
    static func equal(_ keyword: String, _ word: ArraySlice<UInt8>) -> Bool {
        keyword.utf8.count == word.count && keyword.utf8.elementsEqual(word.lazy.map(uppercased))
    }

    private static func uppercased(_ byte: UInt8) -> UInt8 { (0x61...0x7A).contains(byte) ? byte - 0x20 : byte }
}
