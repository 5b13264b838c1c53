/// The identity of a connector: a GUID in lower case without braces.
///
/// It stays when the connector is renamed.
public struct ConnectorID: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    /// The dashed form in lower case.
    public let text: String

    /// Wraps a GUID; braces and case are normalized.
    public init(_ text: String) {
        self.text = text.lowercased().filter { $0 != "{" && $0 != "}" }
    }

    /// The connector of the tenant has the same GUID on every server of the product that Dryad simulates.
    public static let tenant = ConnectorID("b891884f-051e-4a83-95af-2544101c9083")

    /// Reads the GUID from a single string.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the GUID as a single string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// Orders by the text.
    public static func < (left: ConnectorID, right: ConnectorID) -> Bool { left.text < right.text }

    /// The dashed form in lower case.
    public var description: String { text }
}
