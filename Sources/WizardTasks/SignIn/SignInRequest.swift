import CloudTenant
import Directory
import Plans
import SyncRules

/// Changes how people sign in.
public struct SignInRequest: SettingsRequest {
    /// How they are to.
    public var method: SignInMethod
    /// Whether machines sign their people in without asking; nothing leaves it as it is.
    public var seamlessSSO: Bool?
    /// The name of the AD FS farm; nothing leaves it as it is.
    public var federationService: String?
    /// The domains of the tenant that become federated with it; nothing for those of the tenant that are verified.
    public var domains: [String]

    /// Asks for a change.
    public init(
        method: SignInMethod,
        seamlessSSO: Bool? = nil,
        federationService: String? = nil,
        domains: [String] = []
    ) {
        self.method = method
        self.seamlessSSO = seamlessSSO
        self.federationService = federationService
        self.domains = domains.map(ASCII.lowercased).sorted()
    }

    func draft(_ workspace: Workspace) async throws -> SettingsDraft {
        guard method != .notConfigured else {
            throw TaskError(
                .notOffered,
                "\"Do not configure\" can be what a server was installed with; the wizard does not go back to it. Choose "
                    + SignInMethod.targets.map(\.word).joined(separator: ", ") + "."
            )
        }
        let before = workspace.configuration.signIn
        var draft = SettingsDraft(
            workspace,
            touches: [
                "signIn.method", "signIn.seamlessSSO", "signIn.federationService",
            ] + (method == .passwordHashSync ? ["options.passwordHashSync"] : [])
        )
        draft.configuration.signIn.method = method
        switch method {
        case .federation: try await federate(workspace, &draft)
        case .passwordHashSync, .passThrough, .notConfigured: try await manage(workspace, &draft)
        }
        if method == .passwordHashSync {
            draft.configuration.options.synchronizesPasswords = true
        } else if workspace.configuration.options.synchronizesPasswords {
            draft.consequences.append(
                "Password hash synchronization stays on, as a way in when \(method.title) fails; it is switched off among the "
                    + "optional features."
            )
        }
        if method == .passThrough, before.method != .passThrough {
            draft.consequences.append(
                "The product would install an authentication agent on this server; two more on other servers are advised. "
                    + "Agents are not simulated."
            )
        } else if before.method == .passThrough, method != .passThrough {
            draft.consequences.append("Authentication agents would not be used any more and could be removed.")
        }
        return draft
    }

    private func manage(_ workspace: Workspace, _ draft: inout SettingsDraft) async throws {
        if let seamlessSSO { draft.configuration.signIn.hasSeamlessSSO = seamlessSSO }
        if draft.configuration.signIn.hasSeamlessSSO, !workspace.configuration.signIn.hasSeamlessSSO {
            let names = workspace.configuration.forests.map(\.name).joined(separator: ", ")
            draft.consequences.append(
                "Seamless single sign-on would make the computer account AZUREADSSOACC in each forest (\(names)); Dryad writes "
                    + "to no directory."
            )
        }
        draft.configuration.signIn.federationService = nil
        var domains = try await workspace.tenantState().settings.domains
        let federated = domains.custom.filter { $0.federation != nil }.map(\.name)
        for name in federated { _ = domains.convert(name, to: nil) }
        draft.domains = domains
        guard !federated.isEmpty else { return }
        draft.hazards.append(
            Hazard(
                kind: "convertsDomain",
                subject: "tenant",
                sentence:
                    "People of \(federated.joined(separator: ", ")) would sign in with the tenant and no longer at AD FS. "
                    + "Domains are converted, users are not."
            )
        )
        if method == .passwordHashSync, !workspace.configuration.options.synchronizesPasswords {
            draft.hazards.append(
                Hazard(
                    kind: "hashesAreMissing",
                    subject: "tenant",
                    sentence:
                        "Password hashes have not been synchronized so far: until they are there, nobody of these domains "
                        + "can sign in."
                )
            )
        }
    }

    private func federate(_ workspace: Workspace, _ draft: inout SettingsDraft) async throws {
        guard seamlessSSO != true else {
            throw TaskError(
                .notOffered,
                "Seamless single sign-on goes with password hashes or pass-through, not with AD FS."
            )
        }
        guard let service = federationService ?? workspace.configuration.signIn.federationService,
            TenantDomains.isName(service)
        else {
            throw TaskError(
                .options,
                "Federation needs the name of the AD FS farm, such as sts.contoso.com: give --federation-service."
            )
        }
        draft.configuration.signIn.federationService = ASCII.lowercased(service)
        draft.configuration.signIn.hasSeamlessSSO = false
        var domains = try await workspace.tenantState().settings.domains
        let chosen = self.domains.isEmpty ? domains.custom.filter(\.isVerified).map(\.name) : self.domains
        guard !chosen.isEmpty else {
            throw TaskError(
                .tenant,
                "The tenant has no verified domain that could be federated; its initial domain cannot be. Add one with "
                    + "`dryad tenant domain add NAME` and verify it."
            )
        }
        var converted: [String] = []
        for name in chosen {
            let wasManaged = domains.custom.first { $0.name == name }?.federation == nil
            guard domains.convert(name, to: TenantFederation(service: ASCII.lowercased(service), domain: name)) else {
                throw TaskError(
                    .tenant,
                    "\(name) is no verified domain of the tenant, so it cannot be federated. `dryad tenant show` lists the "
                        + "domains, `dryad tenant domain verify \(name)` notes that it is yours."
                )
            }
            if wasManaged { converted.append(name) }
        }
        draft.domains = domains
        guard !converted.isEmpty else { return }
        draft.hazards.append(
            Hazard(
                kind: "convertsDomain",
                subject: "tenant",
                sentence:
                    "People of \(converted.joined(separator: ", ")) would sign in at \(service) from then on: nobody "
                    + "of them can while the farm is not reached."
            )
        )
        draft.consequences.append(
            "The farm, its proxies and their certificates have to be there; Dryad does not simulate AD FS servers."
        )
    }
}
