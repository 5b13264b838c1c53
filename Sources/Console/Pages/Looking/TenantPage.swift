import WizardTasks

/// The simulated tenant: counts, domains, what is kept back, its objects a page at a time.
enum TenantPage {
    static func make(_ workspace: Workspace, _ query: FormFields) async throws -> Page {
        let overview = try await TenantOverview.read(workspace)
        let selection = query["show"].flatMap { TenantListing.Selection(rawValue: $0) } ?? .present
        let listing = try await TenantListing.page(
            workspace,
            selection,
            afterAnchor: query["anchor"],
            afterObject: query["object"],
            limit: Words.page + 1
        )
        var form = FilterPart("Choose objects", path: ConsolePath("tenant"))
        form.addList(
            "show",
            "Objects",
            [("present", "all"), ("attention", "with something kept back"), ("deleted", "deleted, to be restored")],
            value: selection.rawValue
        )
        let shown = Array(listing.objects.prefix(Words.page))
        let last = listing.objects.count > Words.page ? shown.last : nil
        let count = overview.objects.values.reduce(0, +)
        var page = Page(
            title: "Tenant",
            place: "tenant",
            lead: "The simulated tenant holds \(Words.count(count, "object")) of \(overview.quota) that it may hold."
        )
        page.parts.append(facts(overview))
        page.parts.append(domains(overview))
        page.parts.append(form)
        page.parts.append(
            table(
                shown,
                selection,
                [
                    (
                        "First",
                        query["object"] == nil ? nil : ConsolePath("tenant", query: [("show", selection.rawValue)])
                    ),
                    (
                        "Next",
                        last.map {
                            ConsolePath(
                                "tenant",
                                query: [("show", selection.rawValue), ("anchor", $0.anchor), ("object", $0.id)]
                            )
                        }
                    ),
                ]
            )
        )
        return page
    }

    private static func facts(_ overview: TenantOverview) -> FactsPart {
        let list = { (counts: [String: Int]) in
            counts.sorted { $0.key < $1.key }.map { TextLine("\($0.key): \($0.value)") }
        }
        var facts = FactsPart()
        facts.add("Objects", overview.objects.isEmpty ? [TextLine("none")] : list(overview.objects))
        facts.add("Deleted, to be restored", list(overview.deleted))
        facts.add(
            "With something kept back",
            "\(overview.keptBack)",
            path: ConsolePath("tenant", query: [("show", "attention")]),
            tone: overview.keptBack > 0 ? .warning : .good
        )
        facts.add(
            "Features",
            overview.features.map { TextLine("\($0.name): \($0.isOn ? "on" : "off")") }
        )
        facts.add(
            "Throttle",
            overview.throttle.isOn
                ? "\(overview.throttle.limit) changes in \(DurationText.text(seconds: overview.throttle.seconds))"
                : "off"
        )
        facts.add(
            "Active writer",
            overview.writer.map {
                $0.isHere ? "this workspace" : "\($0.workspace) on \($0.host): two writers undo each other's work"
            } ?? "nobody has exported yet",
            tone: overview.writer.map { $0.isHere } ?? true ? nil : .bad
        )
        return facts
    }

    private static func domains(_ overview: TenantOverview) -> TablePart {
        TablePart(
            title: "Domains",
            caption: "Domains of the tenant",
            columns: ["domain", "state"],
            empty: "",
            rows: [[[TextLine(overview.initialDomain)], [TextLine("initial domain")]]]
                + overview.domains.map {
                    [
                        [TextLine($0.name)],
                        [TextLine($0.isVerified ? "verified" : "not verified", tone: $0.isVerified ? .good : .warning)],
                    ]
                }
        )
    }

    private static func table(
        _ objects: [TenantListing.Object],
        _ selection: TenantListing.Selection,
        _ pager: [(label: String, path: ConsolePath?)]
    ) -> TablePart {
        TablePart(
            title: "Objects",
            caption: "Objects of the tenant, by source anchor",
            columns: ["who", "class", "source anchor", "master", "remarks"],
            empty: selection == .attention ? "Nothing is kept back." : "There is no such object.",
            rows: objects.map { object in
                [
                    [TextLine(object.label)], [TextLine(object.objectClass)], [TextLine(object.anchor ?? "-")],
                    [TextLine(object.isSynchronized ? "forest" : "cloud")],
                    object.keptBack.map {
                        TextLine("\($0.category): \($0.attribute) \($0.value), since \($0.since)", tone: .bad)
                    }
                        + object.shadows.map {
                            TextLine(
                                "\($0.attribute) was sent as \($0.sent.joined(separator: ", "))",
                                tone: .warning
                            )
                        }
                        + object.roles.map { TextLine("role \($0)") }
                        + (object.deletedSince.map { [TextLine("deleted since \($0)")] } ?? []),
                ]
            },
            pager: pager
        )
    }
}
