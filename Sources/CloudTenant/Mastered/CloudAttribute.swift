public import Directory
import Foundation

/// An attribute that the cloud is the master of: Exchange Online and others write it there, and synchronization reads it.
public struct CloudAttribute: Sendable, Hashable {
    /// What its values are.
    public enum Kind: Sendable, Hashable {
        /// A text that is not empty; a reference is the name of an object, such as `CN={…}`.
        case text
        /// A number.
        case number
        /// True or False.
        case truth
        /// Bytes, which people write in Base64.
        case bytes
    }

    /// What became of setting it.
    public enum Outcome: Sendable, Hashable {
        /// The object has the values; it may have had them before.
        case done(before: [[UInt8]], after: [[UInt8]])
        /// The object is not there, or it is deleted.
        case missing
        /// The tenant knows as many attributes as it can.
        case full
    }

    /// Its name.
    public let name: AttributeName
    /// What its values are.
    public let kind: Kind
    /// Whether it may have several values.
    public let isMultiValued: Bool
    /// The classes whose objects can have it.
    public let classes: [AttributeName]

    private init(
        _ name: AttributeName,
        _ kind: Kind = .text,
        many: Bool = false,
        in classes: [AttributeName] = ["user"]
    ) {
        self.name = name
        self.kind = kind
        isMultiValued = many
        self.classes = classes
    }

    private static let recipients: [AttributeName] = ["user", "group", "contact"]

    /// All that there are, ascending by name.
    public static let all: [CloudAttribute] = [
        CloudAttribute("cloudCreated", .truth, in: ["device"]),
        CloudAttribute("cloudLegacyExchangeDN", in: recipients),
        CloudAttribute("cloudMSExchArchiveStatus", .number),
        CloudAttribute("cloudMSExchBlockedSendersHash", .bytes),
        CloudAttribute("cloudMSExchDelegateListLink", many: true),
        CloudAttribute("cloudMSExchRecipientDisplayType", .number),
        CloudAttribute("cloudMSExchSafeRecipientsHash", .bytes),
        CloudAttribute("cloudMSExchSafeSendersHash", .bytes),
        CloudAttribute("cloudMSExchTeamMailboxExpiration"),
        CloudAttribute("cloudMSExchTeamMailboxOwners", many: true),
        CloudAttribute("cloudMSExchTeamMailboxSharePointUrl"),
        CloudAttribute("cloudMSExchUCVoiceMailSettings", many: true),
        CloudAttribute("cloudMSExchUserHoldPolicies", many: true),
        CloudAttribute("cloudPublicDelegates", many: true, in: recipients),
        CloudAttribute("searchableDeviceKey", many: true),
    ]

    private static let byName: [AttributeName: CloudAttribute] = Dictionary(all.map { ($0.name, $0) }) { first, _ in
        first
    }

    /// The one with a name; nothing where it is an attribute of the forests, or none.
    public static func named(_ name: AttributeName) -> CloudAttribute? { byName[name] }

    /// A value as the tenant keeps it, from what people write; nothing where the attribute cannot have it.
    public func bytes(of text: String) -> [UInt8]? {
        guard !text.isEmpty else { return nil }
        switch kind {
        case .text: return Array(text.utf8)
        case .number: return Int64(text).map { Array(String($0).utf8) }
        case .truth:
            switch ASCII.lowercased(text) {
            case "true": return Array("True".utf8)
            case "false": return Array("False".utf8)
            default: return nil
            }
        case .bytes: return Data(base64Encoded: text).map { Array($0) }
        }
    }

    /// A value as people write it.
    public func text(of value: [UInt8]) -> String {
        kind == .bytes ? Data(value).base64EncodedString() : String(decoding: value, as: UTF8.self)
    }

    /// Why a text is none of its values, without a period; nothing where it is one.
    public func objection(to text: String) -> String? {
        guard bytes(of: text) == nil else { return nil }
        let phrase =
            switch kind {
            case .text: "a text"
            case .number: "a number"
            case .truth: "True or False"
            case .bytes: "Base64"
            }
        // The beginning is enough to find it.
        let shown = text.count > 60 ? String(text.prefix(60)) + "…" : text
        return "\(name) is \(phrase), and not \"\(shown)\""
    }
}
