import Diagnostics
import Directory
import WizardTasks

/// One object wherever it is.
struct ObjectShowReport: Report {
    static let kind = "object.show"
    let result: ObjectView
    let width: Int

    func text(_ style: Style) -> String {
        var parts = [style.strong(Terminal.visible(result.label)) + "\n" + folded(result.sentence)]
        let warnings = result.problems.map { style.bad("! ") + folded($0, indent: "  ") }
        let notes = result.notes.map { style.attention("! ") + folded($0, indent: "  ") }
        if !(warnings + notes).isEmpty { parts.append((warnings + notes).joined(separator: "\n")) }
        if let tenant = result.tenant { parts.append(self.tenant(tenant, style)) }
        if let image = result.image { parts.append(self.image(image, style)) }
        if let metaverse = result.metaverse {
            parts.append(
                style.strong("metaverse")
                    + "  \(Terminal.visible(metaverse.objectClass)) \(metaverse.id)\n"
                    + table(metaverse.attributes, style)
            )
        }
        parts += result.made.map { made($0, style) }
        parts += result.spaces.map { space($0, style) }
        return parts.joined(separator: "\n\n")
    }

    private func tenant(_ tenant: ObjectView.Tenant, _ style: Style) -> String {
        let master = tenant.isSynchronized ? "synchronized" : "of the cloud alone"
        let deleted = tenant.deletedSince.map { ", " + style.bad("deleted since \($0)") } ?? ""
        let head =
            style.strong("tenant") + "  \(Terminal.visible(tenant.objectClass)) \(tenant.id), \(master)\(deleted)"
        return head + "\n" + table(tenant.attributes, style)
    }

    private func image(_ image: ObjectView.Image, _ style: Style) -> String {
        let words = ["add": "addition waits", "update": "update waits", "delete": "deletion waits"]
        let pending = image.pending.map { ", " + style.attention(words[$0] ?? $0) } ?? ", accepted"
        let head =
            style.strong("image for the tenant")
            + "  \(Terminal.visible(image.objectClass)), source anchor \(Terminal.visible(image.anchor))\(pending)"
        let name = "  " + folded(image.dn, indent: "    ")
        return head + "\n" + name + "\n" + table(image.attributes, style)
    }

    private func made(_ object: ObjectView.MadeObject, _ style: Style) -> String {
        let words = [
            "wanted": "waits to be made", "made": "made, and not read yet", "unwanted": "waits to be deleted",
            "deleted": "deleted, and not read yet",
        ]
        let head =
            style.strong("simulated copy of \(Terminal.visible(object.forest))")
            + "  \(style.attention(words[object.state] ?? object.state))"
        return [
            head, "  " + folded(object.dn, indent: "    "),
            "  \(Terminal.visible(object.objectClass)), GUID \(object.anchor)", table(object.attributes, style),
        ].joined(separator: "\n")
    }

    private func space(_ space: ObjectView.SpaceObject, _ style: Style) -> String {
        let linked = space.isLinked ? "" : ", " + style.attention("a disconnector")
        let head = style.strong("connector space of \(Terminal.visible(space.forest))")
        // The tenant knows its objects by texts.
        let known = ObjectGUID(space.anchor) == nil ? "anchor" : "GUID"
        let facts = "  \(Terminal.visible(space.objectClass)), \(known) \(Terminal.visible(space.anchor))\(linked)"
        let rules =
            space.rules.isEmpty
            ? "no rule towards the metaverse has it in scope" : "in scope of " + space.rules.joined(separator: ", ")
        let made = space.made.map { ["  " + folded("It \($0).", indent: "    ")] } ?? []
        return
            ([head, "  " + folded(space.dn, indent: "    "), facts] + made + [
                "  " + folded(rules, indent: "    "), table(space.attributes, style),
            ]).joined(separator: "\n")
    }

    private func table(_ attributes: [ObjectView.Attribute], _ style: Style) -> String {
        // A column for the connector says something only where there are several.
        let hasForests = Set(attributes.compactMap(\.connector)).count > 1
        let names = RuleNames(attributes.compactMap(\.rule))
        var table = FittedTable(["attribute", "value", names.heading, "connector", "remark"], width: width)
        for one in attributes {
            let rule = one.rule.map { names.short($0) + (one.precedence.map { " (\($0))" } ?? "") } ?? ""
            table.add([
                one.attribute, ValueText.joined(one.values), rule, hasForests ? one.connector ?? "" : "",
                one.remark ?? "",
            ])
        }
        return table.text(style, indent: "  ")
    }

    private func folded(_ text: String, indent: String = "") -> String {
        FoldedText.lines(Terminal.visible(text), width: width - indent.count).joined(separator: "\n" + indent)
    }
}
