import CloudTenant

/// How the tenant's domains stand to the farm that dryad.yaml names.
public struct FederationOverview: Sendable, Hashable, Codable {
    /// One part of a domain's federation, as it should be and as it is.
    public struct Part: Sendable, Hashable, Codable {
        /// Its name, as Graph has it.
        public let name: String
        /// What the farm of that name would have.
        public let expected: String
        /// What the tenant has.
        public let found: String?
    }

    /// One domain.
    public struct Domain: Sendable, Hashable, Codable {
        /// Its name.
        public let name: String
        /// Whether the tenant has proved to own it.
        public let isVerified: Bool
        /// Whether its people sign in at AD FS.
        public let isFederated: Bool
        /// Its parts; none of one that is managed.
        public let parts: [Part]

        /// Whether everything of it is as it should be.
        public var isSound: Bool { parts.allSatisfy { $0.expected == $0.found } }
    }

    /// The farm.
    public let service: String
    /// The tenant's domains.
    public let domains: [Domain]
    /// What of the product's page is not simulated.
    public let notSimulated: [String]

    /// What Dryad does not simulate of managing a farm.
    public static let notSimulated = [
        "Manage certificates: renewal of the TLS and token-signing certificates", "Manage servers: AD FS servers",
        "Manage servers: web application proxies", "Reset the trust between AD FS and the tenant",
    ]

    /// Looks at the tenant; refused where people do not sign in at AD FS.
    public static func read(_ workspace: Workspace) async throws -> FederationOverview {
        let service = try FederationRequest.service(workspace)
        let domains = try await workspace.tenantState().settings.domains
        return FederationOverview(
            service: service,
            domains: domains.custom.map { domain in
                let expected = TenantFederation(service: service, domain: domain.name).parts
                let found = Dictionary((domain.federation?.parts ?? []).map { ($0.name, $0.value) }) { $1 }
                let parts = expected.map { Part(name: $0.name, expected: $0.value, found: found[$0.name]) }
                return Domain(
                    name: domain.name,
                    isVerified: domain.isVerified,
                    isFederated: domain.federation != nil,
                    parts: domain.federation == nil ? [] : parts
                )
            },
            notSimulated: notSimulated
        )
    }

    /// One domain; refused where the tenant has none of that name.
    public func domain(named name: String) throws(TaskError) -> Domain {
        guard let found = domains.first(where: { $0.name == name.lowercased() }) else {
            throw TaskError(.tenant, "The tenant has no domain \(name) beside its initial one.")
        }
        return found
    }

    /// The same about one domain alone.
    public func only(_ domain: Domain) -> FederationOverview {
        FederationOverview(service: service, domains: [domain], notSimulated: [])
    }
}
