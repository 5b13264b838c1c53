public import CloudTenant

/// What the tenant would say to a change.
public struct TenantRehearsal: Sendable, Hashable {
    /// What it would do, such as `created` or `softMatched`; nothing where it would refuse.
    public let effect: String?
    /// Why it would refuse: its code and its words.
    public let refusal: String?
    /// Sentences on values that it would keep back.
    public let keptBack: [String]

    /// Takes it out of a verdict of which nothing was kept.
    public init(_ verdict: TenantVerdict) {
        switch verdict {
        case .accepted(let acceptance):
            effect = acceptance.effect.rawValue
            refusal = nil
            keptBack = acceptance.conflicts.map {
                "\($0.attribute) \"\($0.value)\" belongs to another object and would be kept back."
            }
        case .rejected(let code, let message): (effect, refusal, keptBack) = (nil, "\(code): \(message)", [])
        case .deferred: (effect, refusal, keptBack) = ("deferred", nil, [])
        }
    }
}
