import CloudTenant
import Connectors
import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// Follows one object from its forest into the tenant, and says where it stops.
struct ObjectChecks {
    let workspace: Workspace

    /// `wanted` is a DN, a sign-in name or a source anchor.
    func run(_ wanted: String) async throws -> [DirectoryCheck] {
        guard let (forest, object) = try await find(wanted) else { return [try missing(wanted)] }
        var checks = [
            DirectoryCheck("connector space", .ok, "\(object.entry.dn), \(object.objectClass), of \(forest.name)")
        ]
        if !forest.filter.scope.includes(object.entry.dn) {
            checks.append(
                DirectoryCheck(
                    "filter",
                    .warning,
                    "its container is not read any more: it goes with the next full import"
                )
            )
        }
        guard let link = object.link else {
            return checks + [
                DirectoryCheck(
                    "metaverse",
                    .failed,
                    "no rule links it: it is in no scope, or a scope leaves it out",
                    advice: "`dryad rules list` names the rules of its class; their scopes say which objects they take."
                )
            ]
        }
        checks.append(DirectoryCheck("metaverse", .ok, "linked to \(link)"))
        let desired = try await workspace.store.desiredImages(of: .tenant).first { $0.metaverse == link }
        guard let desired else {
            return checks + [
                DirectoryCheck(
                    "tenant",
                    .warning,
                    "no outbound rule makes an object of the tenant of it",
                    advice: "Objects that are filtered, disabled or without an anchor are not exported."
                )
            ]
        }
        let pending = try await PendingView(workspace).list().first { $0.anchor == desired.anchor }
        checks.append(
            pending.map {
                DirectoryCheck(
                    "export",
                    .warning,
                    "\($0.operation.rawValue) is pending"
                        + (workspace.configuration.isStaging ? ", held back by staging mode" : "")
                )
            } ?? DirectoryCheck("export", .ok, "the tenant has what the rules made")
        )
        return checks + (try await inTenant(desired))
    }

    private func inTenant(_ image: ExportImage) async throws -> [DirectoryCheck] {
        var checks: [DirectoryCheck] = []
        let workspace = try await workspace.probingTenant()
        if let silence = workspace.tenantSilence {
            return [DirectoryCheck("tenant", .warning, "what it made of the object is not known. \(silence)")]
        }
        let found = try await TenantInquiry(workspace).object(anchor: image.anchor)
        let domains = try await workspace.tenantState().settings.domains
        if let name = workspace.store.table.existing("userPrincipalName").flatMap({ image.entry.text($0) }),
            let at = name.lastIndex(of: "@")
        {
            let suffix = String(name[name.index(after: at)...])
            checks.append(
                domains.isVerified(suffix)
                    ? DirectoryCheck("sign-in name", .ok, "\(name): \(suffix) is a domain of the tenant")
                    : DirectoryCheck(
                        "sign-in name",
                        .failed,
                        "\(suffix) is no verified domain of the tenant, which replaces it by \(domains.initial)",
                        advice: "`dryad tenant domain add \(suffix)` and `dryad tenant domain verify \(suffix)`."
                    )
            )
        }
        guard let object = found else {
            return checks + [DirectoryCheck("tenant", .warning, "it has never arrived there")]
        }
        if let date = object.deletedSince {
            return checks + [DirectoryCheck("tenant", .failed, "it is deleted there since \(date) and can be restored")]
        }
        let kept = object.details.errors.map { "\($0.attribute) \"\($0.value)\" is kept back: \($0.category)" }
        return checks
            + [
                kept.isEmpty
                    ? DirectoryCheck("tenant", .ok, "it is there")
                    : DirectoryCheck("tenant", .failed, kept.joined(separator: "; "))
            ]
    }

    private func find(_ wanted: String) async throws -> (ForestConfiguration, ConnectorSpaceObject)? {
        let name = DistinguishedName(wanted).flatMap { $0.components.isEmpty ? nil : $0 }
        let principal = workspace.store.table.existing("userPrincipalName")
        let anchored = try await workspace.store.desiredImages(of: .tenant).first { $0.anchor == wanted }?.metaverse
        for forest in workspace.configuration.forests {
            for object in try await workspace.store.connectorSpace(of: forest.connector) {
                if let anchored, object.link == anchored { return (forest, object) }
                if let name, DistinguishedName(object.entry.dn) == name { return (forest, object) }
                if let principal, let text = object.entry.text(principal), text.lowercased() == wanted.lowercased() {
                    return (forest, object)
                }
            }
        }
        return nil
    }

    private func missing(_ wanted: String) throws -> DirectoryCheck {
        let scopes = workspace.configuration.forests.filter { !$0.filter.scope.includes(wanted) }.map(\.name)
        guard scopes.isEmpty else {
            return DirectoryCheck(
                "connector space",
                .failed,
                "\(wanted) is not there: its container is not read (\(scopes.joined(separator: ", ")))",
                advice: "`dryad customize filter FOREST --tree` shows what is read."
            )
        }
        return DirectoryCheck(
            "connector space",
            .failed,
            "no imported object has this DN, sign-in name or anchor",
            advice: "Was it imported since it is there? Is its class one that rules take, its domain one that is read?"
        )
    }
}
