import Plans
import WizardTasks

/// Manage federation: what there is, one domain looked over, a domain added or converted.
struct FederationTask: PlanningTask, ListedTask {
    let task = AdditionalTask.federation

    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart] {
        let overview = try await FederationOverview.read(workspace)
        let domain = try query["domain"].map { try overview.domain(named: $0) }
        var facts = FactsPart(title: "Federation settings")
        facts.add("AD FS farm", overview.service)
        return [facts, domains(overview, query)] + (domain.map { [settings(of: $0)] } ?? [])
            + [form(overview, domain, token)]
    }

    private func domains(_ overview: FederationOverview, _ query: FormFields) -> TablePart {
        .paged(
            title: "Domains",
            caption: "Domains of the tenant beside its initial one",
            columns: ["domain", "people sign in", "ownership", "settings"],
            empty: "The tenant has no domain beside its initial one.",
            rows: overview.domains,
            TablePages(query, path),
            "from"
        ) { domain in
            [
                [TextLine(domain.name, path: path.asking([("domain", domain.name)]))],
                [TextLine(domain.isFederated ? "at AD FS: federated" : "with the tenant: managed")],
                [
                    domain.isVerified
                        ? TextLine("verified", tone: .good) : TextLine("not verified", tone: .warning)
                ],
                [
                    !domain.isFederated
                        ? TextLine("-")
                        : domain.isSound
                            ? TextLine("as they should be", tone: .good) : TextLine("they differ", tone: .bad)
                ],
            ]
        }
    }

    /// "Verify a domain's settings": each part as it is and as it should be.
    private func settings(of domain: FederationOverview.Domain) -> TablePart {
        TablePart(
            title: "Settings of \(domain.name), compared with the farm's",
            caption: "Parts of the federation of \(domain.name)",
            columns: ["part", "in the tenant", "at that farm", "verdict"],
            empty: "\(domain.name) is managed: it has no federation to verify.",
            rows: domain.parts.map { part in
                [
                    [TextLine(part.name)], [TextLine(part.found ?? "nothing")], [TextLine(part.expected)],
                    [part.expected == part.found ? TextLine("ok", tone: .good) : TextLine("differs", tone: .bad)],
                ]
            }
        )
    }

    private func form(
        _ overview: FederationOverview,
        _ domain: FederationOverview.Domain?,
        _ token: String
    ) -> TaskFormPart {
        var form = TaskFormPart(path: path, token: token, button: "Show what it would do")
        let preset: FederationRequest.Action = domain.map { $0.isFederated ? .manage : .federate } ?? .add
        form.addChoice(
            "Tasks",
            name: "action",
            FederationRequest.Action.allCases.map { action in
                switch action {
                case .add:
                    (
                        action.rawValue, "Add a domain", "It becomes federated, too, once it is verified.",
                        action == preset, false
                    )
                case .federate:
                    (
                        action.rawValue, "Federate a domain", "Its people sign in at \(overview.service).",
                        action == preset, false
                    )
                case .manage:
                    (
                        action.rawValue, "Make a domain managed again", "Its people sign in with the tenant.",
                        action == preset, false
                    )
                }
            }
                + overview.notSimulated.map { ($0.lowercased(), $0, "Not simulated.", false, true) }
        )
        form.addText(
            "Domain",
            name: "domain",
            label: "Its name",
            hint: "Such as contoso.com: a new one to add, or one of those above.",
            value: domain?.name ?? ""
        )
        return form
    }

    func prepare(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> PreparedTask {
        guard let action = form["action"].flatMap({ FederationRequest.Action(rawValue: $0) }) else {
            throw Refusal.unanswered("No task was chosen", "Choose what is to be done with the domain", self)
        }
        guard let domain = form["domain"] else {
            throw Refusal.unanswered("No domain was named", "Write its name, such as contoso.com", self)
        }
        let request = FederationRequest(action: action, domain: domain)
        let plan = try await ChangeSettings(in: workspace).plan(.federation(request))
        let sentence =
            switch action {
            case .add: "\(request.domain) becomes a domain of the tenant."
            case .federate: "People of \(request.domain) sign in at AD FS."
            case .manage: "People of \(request.domain) sign in with the tenant."
            }
        return try SettingsPlan.prepared(
            plan,
            sentence: plan.content.isEmpty ? "It is so already." : sentence,
            done: "The domains of the tenant are as planned."
        )
    }
}
