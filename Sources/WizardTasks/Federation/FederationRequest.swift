import CloudTenant
import Directory
import Plans

/// Manages federation: adds a domain, or converts one.
public struct FederationRequest: SettingsRequest {
    /// What is to be done.
    public enum Action: String, Sendable, Hashable, Codable, CaseIterable {
        /// A domain becomes one of the tenant's, and federated once it is verified.
        case add
        /// People of a domain sign in at AD FS.
        case federate
        /// People of a domain sign in with the tenant.
        case manage
    }

    /// What is to be done.
    public var action: Action
    /// The domain, in small letters.
    public var domain: String

    /// Asks for something to be done with a domain.
    public init(action: Action, domain: String) {
        self.action = action
        self.domain = ASCII.lowercased(domain)
    }

    func draft(_ workspace: Workspace) async throws -> SettingsDraft {
        let service = try Self.service(workspace)
        guard TenantDomains.isName(domain) else {
            throw TaskError(.tenant, "\"\(domain)\" is no name of a domain, such as contoso.com.")
        }
        var draft = SettingsDraft(workspace, touches: [])
        var domains = try await workspace.tenantState().settings.domains
        if action == .add { domains.add(domain) }
        guard let found = domains.custom.first(where: { $0.name == domain }) else {
            throw TaskError(
                .tenant,
                "\(domain) is no domain of the tenant that can be converted. `dryad federation add-domain \(domain)` adds it."
            )
        }
        switch action {
        case .add, .federate:
            if found.isVerified {
                _ = domains.convert(domain, to: TenantFederation(service: service, domain: domain))
                if found.federation == nil { draft.hazards.append(warning("at \(service)")) }
            } else if action == .federate {
                throw TaskError(
                    .tenant,
                    "\(domain) is not verified, so it cannot be federated. `dryad tenant domain verify \(domain)` notes that "
                        + "it is yours."
                )
            } else {
                draft.consequences.append(
                    "\(domain) has to be verified before it can be federated: `dryad tenant domain verify \(domain)`, then "
                        + "`dryad federation convert \(domain)`."
                )
            }
        case .manage:
            _ = domains.convert(domain, to: nil)
            if found.federation != nil { draft.hazards.append(warning("with the tenant")) }
        }
        draft.domains = domains
        return draft
    }

    private func warning(_ place: String) -> Hazard {
        Hazard(
            kind: "convertsDomain",
            subject: domain,
            sentence:
                "People of \(domain) would sign in \(place) from then on. The domain is converted, its users are not."
        )
    }

    /// The name of the farm; refused where people do not sign in at AD FS.
    static func service(_ workspace: Workspace) throws(TaskError) -> String {
        let signIn = workspace.configuration.signIn
        guard signIn.method == .federation, let service = signIn.federationService else {
            throw TaskError(
                .notOffered,
                "Federation is managed where people sign in at AD FS; here it is \(signIn.method.title). `dryad sign-in set "
                    + "federation` changes that."
            )
        }
        return service
    }
}
