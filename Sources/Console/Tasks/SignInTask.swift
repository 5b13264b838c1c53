import Plans
import WizardTasks

/// Change user sign-in.
struct SignInTask: PlanningTask, ListedTask {
    let task = AdditionalTask.signIn

    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart] {
        let present = workspace.configuration.signIn
        var form = TaskFormPart(path: path, token: token, button: "Show what it would do")
        let isTarget = SignInMethod.targets.contains(present.method)
        form.addChoice(
            "User sign-in",
            name: "method",
            SignInMethod.targets.map {
                ($0.word, $0.title, nil, $0 == present.method || !isTarget && $0 == .passwordHashSync, false)
            } + [
                (
                    SignInMethod.notConfigured.word, "do not configure",
                    "It can be what a server was installed with; the wizard does not go back to it.", false, true
                )
            ]
        )
        form.addTicks(
            "Single sign-on",
            name: "seamlessSSO",
            [
                (
                    "on", "Seamless single sign-on",
                    "Machines of the forests' domains sign their people in without asking. Not with federation.",
                    present.hasSeamlessSSO
                )
            ]
        )
        form.addText(
            "Federation with AD FS",
            name: "federationService",
            label: "Name of the farm",
            hint: "Such as sts.contoso.com; only for federation. The farm itself is not simulated.",
            value: present.federationService ?? ""
        )
        let domains = try await TenantOverview.read(workspace).domains
        if !domains.isEmpty {
            form.addChoices(
                "Domains that become federated",
                name: "domain",
                domains.map { domain in
                    (
                        domain.name, domain.name,
                        domain.isVerified ? nil : "It is not verified: dryad tenant domain verify \(domain.name).",
                        domain.isFederated, !domain.isVerified, 0
                    )
                }
            )
        }
        return [TextPart([TextLine("People sign in by \(present.method.title) now.")]), form]
    }

    func prepare(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> PreparedTask {
        guard let method = form["method"].flatMap({ SignInMethod($0) }) else {
            throw Refusal.unanswered("No way to sign in was chosen", "Choose one", self)
        }
        let isFederation = method == .federation
        let request = SignInRequest(
            method: method,
            seamlessSSO: isFederation ? nil : form["seamlessSSO"] == "on",
            federationService: isFederation ? form["federationService"] : nil,
            domains: isFederation ? form.all("domain") : []
        )
        let plan = try await ChangeSettings(in: workspace).plan(.signIn(request))
        return try SettingsPlan.prepared(
            plan,
            sentence: plan.content.isEmpty
                ? "People sign in so already." : "People sign in by \(method.title) from then on.",
            done: "User sign-in is \(method.title) now."
        )
    }
}
