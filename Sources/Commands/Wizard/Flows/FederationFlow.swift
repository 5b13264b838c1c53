import WizardTasks

/// The pages of "Manage federation".
final class FederationFlow: TaskFlow {
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    func question(after given: [String: [String]]) async throws -> Question? {
        guard let operation = given["federation"]?.first else {
            var choices = [
                Choice(word: "view", label: "View federation configuration"),
                Choice(word: "add", label: "Add a domain"), Choice(word: "federate", label: "Federate a domain"),
                Choice(word: "manage", label: "Make a domain managed again"),
                Choice(word: "verify", label: "Verify a domain's settings"),
            ]
            choices += FederationOverview.notSimulated.map {
                Choice(word: $0.lowercased(), label: $0, refusal: "It is not simulated.")
            }
            return Question(key: "federation", title: "Manage federation", kind: .one(choices, preset: 0))
        }
        guard operation != "view", given["domain"] == nil else { return nil }
        guard operation != "add" else {
            return Question(
                key: "domain",
                title: "Add a domain",
                kind: .text(preset: "") { $0.contains(".") ? nil : "A domain is called as contoso.com is." }
            )
        }
        let domains = try await TenantOverview.read(workspace).domains
        return Question(
            key: "domain",
            title: "Which domain",
            lines: domains.isEmpty ? ["The tenant has no domain beside its initial one."] : [],
            kind: .one(domains.map { Choice(word: $0.name, label: $0.name) }, preset: 0)
        )
    }

    func outcome(of given: [String: [String]]) async throws -> FlowOutcome {
        let operation = given["federation"]?.first ?? "view"
        let domain = given["domain"]?.first ?? ""
        if let action = FederationRequest.Action(rawValue: operation) {
            let request = FederationRequest(action: action, domain: domain)
            return .settings(try await ChangeSettings(in: workspace).plan(.federation(request)))
        }
        let overview = try await FederationOverview.read(workspace)
        let shown = operation == "verify" ? overview.only(try overview.domain(named: domain)) : overview
        return .page(FederationReport(result: shown).text(.plain))
    }
}
