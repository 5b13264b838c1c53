import WizardTasks

/// The pages of "Change user sign-in".
final class SignInFlow: TaskFlow {
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    func question(after given: [String: [String]]) async throws -> Question? {
        let present = workspace.configuration.signIn
        guard let word = given["method"]?.first, let method = SignInMethod(word) else {
            var choices = SignInMethod.targets.map { Choice(word: $0.word, label: $0.title) }
            choices.append(
                Choice(
                    word: SignInMethod.notConfigured.word,
                    label: "do not configure",
                    refusal: "It can be what a server was installed with; the wizard does not go back to it."
                )
            )
            return Question(
                key: "method",
                title: "User sign-in",
                lines: ["Now: \(present.method.title)."],
                kind: .one(choices, preset: SignInMethod.targets.firstIndex(of: present.method) ?? 0)
            )
        }
        guard method == .federation else {
            guard given["seamlessSSO"] == nil else { return nil }
            return Question(
                key: "seamlessSSO",
                title: "Single sign-on",
                lines: ["Machines of the forests' domains can sign their people in without asking."],
                kind: .one(
                    [Choice(word: "on", label: "Seamless single sign-on"), Choice(word: "off", label: "None")],
                    preset: present.hasSeamlessSSO ? 0 : 1
                )
            )
        }
        guard given["federationService"] != nil else {
            return Question(
                key: "federationService",
                title: "AD FS farm",
                lines: ["The name of the farm, such as sts.contoso.com. The farm itself is not simulated."],
                kind: .text(preset: present.federationService ?? "") {
                    $0.contains(".") ? nil : "A name has labels with points between, such as sts.contoso.com."
                }
            )
        }
        guard given["domains"] == nil else { return nil }
        let domains = try await TenantOverview.read(workspace).domains
        return Question(
            key: "domains",
            title: "Domains that become federated",
            lines: domains.isEmpty
                ? ["The tenant has no domain beside its initial one; `dryad tenant domain add`."] : [],
            kind: .many(
                domains.map { domain in
                    Choice(
                        word: domain.name,
                        label: domain.name,
                        refusal: domain.isVerified
                            ? nil : "It is not verified: `dryad tenant domain verify \(domain.name)`.",
                        isChosen: domain.isFederated
                    )
                }
            )
        )
    }

    func outcome(of given: [String: [String]]) async throws -> FlowOutcome {
        let method = given["method"]?.first.flatMap { SignInMethod($0) } ?? .passwordHashSync
        let request = SignInRequest(
            method: method,
            seamlessSSO: given["seamlessSSO"]?.first.map { $0 == "on" },
            federationService: given["federationService"]?.first,
            domains: given["domains"] ?? []
        )
        return .settings(try await ChangeSettings(in: workspace).plan(.signIn(request)))
    }
}
