public import CloudTenant
public import SyncEngine

extension TenantConnector {
    /// What a tenant that is here would say to these changes, one after another; nothing of it is kept.
    public func rehearse(_ changes: [PendingExport], with tenant: Tenant) async throws -> [TenantRehearsal] {
        try await tenant.rehearse(packed(changes).unpacked).map { verdict in
            switch verdict {
            case .accepted(let acceptance):
                TenantRehearsal(
                    effect: acceptance.effect.rawValue,
                    refusal: nil,
                    keptBack: acceptance.conflicts.map {
                        "\($0.attribute) \"\($0.value)\" belongs to another object and would be kept back."
                    }
                )
            case .rejected(let code, let message):
                TenantRehearsal(effect: nil, refusal: "\(code): \(message)", keptBack: [])
            case .deferred: TenantRehearsal(effect: "deferred", refusal: nil, keptBack: [])
            }
        }
    }
}

/// What the tenant would say to a change.
public struct TenantRehearsal: Sendable, Hashable {
    /// What it would do, such as `created` or `softMatched`; nothing where it would refuse.
    public let effect: String?
    /// Why it would refuse: its code and its words.
    public let refusal: String?
    /// Sentences on values that it would keep back.
    public let keptBack: [String]
}
