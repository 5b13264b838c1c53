public import Directory

/// One condition of a join: an attribute of the connector space and one of the metaverse have a value in common.
public struct JoinClause: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The attribute on the connector's side.
    public let connectorAttribute: AttributeName
    /// The attribute on the metaverse's side.
    public let metaverseAttribute: AttributeName
    /// Whether the case of text matters.
    public let isCaseSensitive: Bool

    /// Makes a clause.
    public init(connectorAttribute: AttributeName, metaverseAttribute: AttributeName, isCaseSensitive: Bool = false) {
        self.connectorAttribute = connectorAttribute
        self.metaverseAttribute = metaverseAttribute
        self.isCaseSensitive = isCaseSensitive
    }

    /// Reads `connector = metaverse`, or `connector == metaverse` where case matters; nothing when it is neither.
    public init?(_ text: String) {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 3, parts[1] == "=" || parts[1] == "==" else { return nil }
        self.init(
            connectorAttribute: AttributeName(parts[0]),
            metaverseAttribute: AttributeName(parts[2]),
            isCaseSensitive: parts[1] == "=="
        )
    }

    /// `connector = metaverse`.
    public var description: String {
        "\(connectorAttribute) \(isCaseSensitive ? "==" : "=") \(metaverseAttribute)"
    }
}
