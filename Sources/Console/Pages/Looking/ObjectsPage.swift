import SyncEngine
import SyncRules
import WizardTasks

/// The objects of one connector space, searched and a page at a time.
enum ObjectsPage {
    static func make(_ workspace: Workspace, _ query: FormFields) async throws -> Page {
        let forests = workspace.configuration.forests
        let wanted = query["connector"]
        guard let forest = forests.first(where: { $0.connector.text == wanted }) ?? forests.first else {
            return Page(
                title: "Objects",
                place: "objects",
                parts: [
                    NoticePart(
                        kind: .info,
                        title: "No forest yet",
                        lines: ["Add one with dryad forest add, then look again."]
                    )
                ]
            )
        }
        let text = query["text"]
        let after = query["anchor"].flatMap {
            ObjectReference(connector: forest.connector.text, partition: query["partition"] ?? "", anchor: $0)
        }
        let listing = try await ObjectListing.read(
            workspace,
            connector: forest.connector,
            text: text,
            after: after,
            limit: Words.page
        )
        var form = FilterPart("Search objects", path: ConsolePath("objects"))
        form.addList(
            "connector",
            "Connector",
            forests.map { ($0.connector.text, $0.name) },
            value: forest.connector.text
        )
        form.addText("text", "Name begins with, or anchor is", value: text)
        let first = ConsolePath("objects", query: [("connector", forest.connector.text), ("text", text)])
        let next = listing.next.map { place in
            ConsolePath(
                "objects",
                query: [
                    ("connector", forest.connector.text), ("text", text), ("partition", place.identity.partition),
                    ("anchor", place.anchor),
                ]
            )
        }
        var parts: [any PagePart] = [
            form,
            TextPart([
                TextLine(
                    "Found is what begins so in the column who, in capitals or not, or has that anchor in any of its forms.",
                    tone: .note
                )
            ]),
        ]
        parts.append(
            TablePart(
                caption: "Objects in the connector space of \(forest.name)"
                    + (text.map { ", found by \"\($0)\"" } ?? ""),
                columns: ["who", "class", "DN", "linked"],
                empty: text == nil
                    ? "The connector space is empty: a run imports objects."
                    : "No name begins with that, and no anchor is that. Object show finds a DN: dryad object show DN.",
                rows: listing.objects.map { object in
                    [
                        [TextLine(object.label, path: ObjectPage.path(of: object.reference))],
                        [TextLine(object.objectClass)], [TextLine(object.dn)],
                        [TextLine(object.isLinked ? "yes" : "no", tone: object.isLinked ? .good : .note)],
                    ]
                },
                pager: [("First", after == nil ? nil : first), ("Next", next)]
            )
        )
        return Page(
            title: "Objects",
            place: "objects",
            lead: "What was imported, and what the rules made of it.",
            parts: parts
        )
    }
}
