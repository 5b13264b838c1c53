public import Directory

/// The attribute that makes a person's identity in the tenant.
public enum SourceAnchor: Sendable, Hashable, Codable, CustomStringConvertible {
    /// `objectGUID`.
    case objectGUID
    /// `mS-DS-ConsistencyGuid`; where that is empty, `objectGUID`, which is then written back into it.
    case consistencyGuid
    /// Another attribute, as it is where it is text, in Base64 where it is not.
    case attribute(AttributeName)

    /// Names the attribute.
    public init(_ attribute: AttributeName) {
        switch attribute {
        case "objectGUID": self = .objectGUID
        case "mS-DS-ConsistencyGuid": self = .consistencyGuid
        default: self = .attribute(attribute)
        }
    }

    /// The attribute.
    public var attribute: AttributeName {
        switch self {
        case .objectGUID: "objectGUID"
        case .consistencyGuid: "mS-DS-ConsistencyGuid"
        case .attribute(let name): name
        }
    }

    /// The attribute's name.
    public var description: String { attribute.spelling }

    /// The word under which the catalogue asks for it.
    var word: String {
        switch self {
        case .objectGUID, .attribute: "asItIs"
        case .consistencyGuid: "consistencyGuid"
        }
    }

    /// The joins of people who are in one forest only: with themselves.
    var joins: [[JoinClause]] {
        let own = JoinClause(connectorAttribute: "objectGUID", metaverseAttribute: "sourceAnchorBinary")
        return switch self {
        case .objectGUID: [[own]]
        case .consistencyGuid:
            [[JoinClause(connectorAttribute: attribute, metaverseAttribute: "sourceAnchorBinary")], [own]]
        case .attribute(let name): [[JoinClause(connectorAttribute: name, metaverseAttribute: "sourceAnchor")]]
        }
    }
}
