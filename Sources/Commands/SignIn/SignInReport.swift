import SyncRules
import WizardTasks

/// How people sign in.
struct SignInReport: Report {
    struct Domain: Encodable {
        let name: String
        let isFederated: Bool
    }

    struct Result: Encodable {
        let method: SignInMethod
        let synchronizesPasswordHashes: Bool
        let hasSeamlessSSO: Bool
        let federationService: String?
        let domains: [Domain]

        init(_ configuration: WorkspaceConfiguration, _ tenant: TenantOverview) {
            method = configuration.signIn.method
            synchronizesPasswordHashes = configuration.options.synchronizesPasswords
            hasSeamlessSSO = configuration.signIn.hasSeamlessSSO
            federationService = configuration.signIn.federationService
            domains = tenant.domains.map { Domain(name: $0.name, isFederated: $0.isFederated) }
        }
    }

    static let kind = "signIn"
    let result: Result

    func text(_ style: Style) -> String {
        var facts = TextTable([])
        facts.add(["sign-in", result.method.title])
        facts.add(["password hashes", result.synchronizesPasswordHashes ? "synchronized" : "not synchronized"])
        facts.add(["seamless single sign-on", result.hasSeamlessSSO ? "on" : "off"])
        if let service = result.federationService { facts.add(["AD FS farm", service]) }
        guard !result.domains.isEmpty else { return facts.text(style) }
        var domains = TextTable(["domain", "authentication"])
        for one in result.domains { domains.add([one.name, one.isFederated ? "federated" : "managed"]) }
        return facts.text(style) + "\n\n" + domains.text(style)
    }
}
