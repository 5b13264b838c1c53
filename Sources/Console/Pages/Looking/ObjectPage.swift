import SyncEngine
import SyncRules
import WizardTasks

/// One object: connector space, metaverse, what would be exported, and the tenant, side by side.
enum ObjectPage {
    static func path(of reference: ObjectReference) -> ConsolePath {
        ConsolePath(
            "objects",
            "object",
            query: [
                ("connector", reference.identity.connector.text), ("partition", reference.identity.partition),
                ("anchor", reference.anchor),
            ]
        )
    }

    /// What becomes of it, in one sentence.
    private static func lead(_ object: ObjectSideBySide) -> String {
        guard object.metaverse != nil else {
            return "No rule takes it into the metaverse, so nothing of it is exported."
        }
        return switch object.pending {
        case "add": "It waits to be added to the tenant."
        case "update": "Its object in the tenant waits to be updated."
        case "delete": "Its object in the tenant waits to be deleted."
        default: object.tenant == nil ? "No rule exports it." : "The tenant has it as the rules make it."
        }
    }

    static func make(_ workspace: Workspace, _ query: FormFields) async throws -> Page {
        guard
            let reference = ObjectReference(
                connector: query["connector"] ?? "",
                partition: query["partition"] ?? "",
                anchor: query["anchor"] ?? ""
            ), let object = try await ObjectSideBySide.read(workspace, reference)
        else {
            throw Refusal.missing(
                "There is no such object",
                "It has gone from the connector space since the list was made, or the address is cut. Search it.",
                next: ("Objects", ConsolePath("objects"))
            )
        }
        var facts = FactsPart()
        facts.add("Connector", object.connector)
        facts.add("DN", object.dn)
        facts.add("Class", object.objectClass)
        facts.add(
            "Metaverse",
            object.metaverse.map { "\(object.metaverseClass ?? "") \($0)" } ?? "not linked by any rule"
        )
        facts.add("Source anchor", object.anchor ?? "none: no rule exports it")
        facts.add("Tenant", object.tenant ?? "not there")
        facts.add("Pending export", [object.pending.map(Words.operation) ?? TextLine("nothing")])
        facts.add(
            "Joined with",
            object.companions.map { TextLine("\($0.connector): \($0.dn)", path: path(of: $0.reference)) }
        )
        return Page(
            title: object.label,
            place: "objects",
            lead: lead(object),
            parts: [
                facts,
                TablePart(
                    title: "Attributes side by side",
                    caption: "Each attribute in the connector space, the metaverse, the next export and the tenant",
                    columns: ["attribute", "connector space", "metaverse", "to be exported", "tenant"],
                    empty: "It has no attributes.",
                    rows: object.rows.map { row in
                        [[TextLine(row.attribute)]]
                            + [row.connectorSpace, row.metaverse, row.export, row.tenant].map {
                                Words.shortened($0, to: 8)
                            }
                    }
                ), LinksPart(links: [("Objects", ConsolePath("objects"))]),
            ]
        )
    }
}
