public import Directory

/// How the wizard was told to find the objects of one person in several forests.
public enum JoiningMethod: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Every person is in one forest only.
    case once
    /// By address.
    case mail
    /// By security identifiers: an account and the linked mailbox or contact of another forest.
    case objectSid
    /// By account name and mail nickname.
    case accountName
    /// By an attribute that the metaverse has under the same name.
    case attribute(AttributeName)

    /// Reads `once`, `mail`, `objectSid`, `accountName` or `attribute:NAME`.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first?.lowercased(), parts.count) {
        case ("once", 1): self = .once
        case ("mail", 1): self = .mail
        case ("objectsid", 1): self = .objectSid
        case ("accountname", 1): self = .accountName
        case ("attribute", 2): self = .attribute(AttributeName(parts[1]))
        default: return nil
        }
    }

    /// The word by which it is set.
    public var description: String {
        switch self {
        case .once: "once"
        case .mail: "mail"
        case .objectSid: "objectSid"
        case .accountName: "accountName"
        case .attribute(let name): "attribute:\(name)"
        }
    }

    /// The join rules of people, in the order in which they are tried.
    ///
    /// The groups for security identifiers and those for people who are in one forest are observed; the others follow
    /// their pattern.
    func joins(anchor: SourceAnchor) -> [[JoinClause]] {
        switch self {
        case .once: anchor.joins
        case .mail: [[Self.clause("mail", "mail")]]
        case .objectSid:
            [
                [Self.clause("objectSid", "objectSid")], [Self.clause("msExchMasterAccountSid", "objectSid")],
                [Self.clause("objectSid", "msExchMasterAccountSid")],
                [Self.clause("msRTCSIP-OriginatorSid", "objectSid")],
                [Self.clause("objectSid", "msRTCSIP-OriginatorSid")],
            ]
        case .accountName:
            [
                [Self.clause("sAMAccountName", "accountName")], [Self.clause("mailNickname", "accountName")],
                [Self.clause("sAMAccountName", "mailNickname")], [Self.clause("mailNickname", "mailNickname")],
            ]
        case .attribute(let name): [[Self.clause(name, name)]]
        }
    }

    private static func clause(_ connector: AttributeName, _ metaverse: AttributeName) -> JoinClause {
        JoinClause(connectorAttribute: connector, metaverseAttribute: metaverse)
    }
}
