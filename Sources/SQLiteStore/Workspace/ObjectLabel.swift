public import Directory

/// Who an object is to people, and the text under which it is searched.
///
/// The attributes are looked up once for many entries.
public struct ObjectLabel: Sendable {
    /// The attributes that people know an object by, the best first.
    public static let attributes: [AttributeName] = [
        "userPrincipalName", "displayName", "mail", "cn", "commonName", "deviceId",
    ]

    /// The most characters of a name that a search compares.
    static let mostSearched = 200

    private let numbers: [AttributeID]

    /// Looks the attributes up in a store's table, as it is now.
    public init(_ table: AttributeTable) { numbers = Self.attributes.compactMap { table.existing($0) } }

    /// The first of the attributes that has a value, or the DN.
    public func text(of entry: PackedEntry) -> String {
        numbers.lazy.compactMap { entry.text($0) }.first { !$0.isEmpty } ?? entry.dn
    }

    /// The label as it is searched.
    func searched(of entry: PackedEntry) -> String { Self.searched(text(of: entry)) }

    /// A text in small letters and of bounded length, as stored names and what people look for are compared.
    static func searched(_ text: String) -> String {
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        let small = isASCII ? ASCII.lowercased(text) : text.lowercased()
        return small.utf8.count > mostSearched ? String(small.prefix(mostSearched)) : small
    }

    /// The end of the names that begin so; none of them contains the last character of Unicode.
    static func end(of beginning: String) -> String { beginning + "\u{10FFFF}" }
}
