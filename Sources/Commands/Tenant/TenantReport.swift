import Diagnostics
import WizardTasks

/// What the tenant holds and how it is set up.
struct TenantReport: Report {
    static let kind = "tenant"
    let result: TenantOverview

    func text(_ style: Style) -> String {
        let total = result.objects.values.reduce(0, +)
        var parts: [String] = []
        if total == 0, result.deleted.isEmpty {
            parts.append("The tenant is empty.")
        } else {
            parts.append("The tenant holds \(WordList.count(total, "object")).")
            var table = TextTable(["class", "objects", "deleted"], rightAligned: [1, 2])
            for name in Set(result.objects.keys).union(result.deleted.keys).sorted() {
                table.add([name, "\(result.objects[name] ?? 0)", "\(result.deleted[name] ?? 0)"])
            }
            parts.append(table.text(style))
        }
        if result.keptBack > 0 {
            parts.append(
                style.attention("! ")
                    + "Values of \(WordList.count(result.keptBack, "object")) are kept back, since others have them: "
                    + "`dryad tenant objects --attention` lists them."
            )
        }
        if let writer = result.writer, !writer.isHere {
            parts.append(
                style.attention("! ") + "It is written by another workspace: "
                    + Terminal.visible("\(writer.workspace) on \(writer.host).")
            )
        }
        parts.append(facts(style))
        return parts.joined(separator: "\n\n")
    }

    private func facts(_ style: Style) -> String {
        var facts = TextTable([])
        facts.add(["initial domain", result.initialDomain])
        let domains = result.domains.map { $0.name + ($0.isVerified ? "" : " (not verified)") }
        facts.add([
            "domains",
            domains.isEmpty ? "none added: every suffix counts as verified" : domains.joined(separator: ", "),
        ])
        let on = result.features.filter(\.isOn).map(\.name)
        facts.add(["features", on.isEmpty ? "none" : on.joined(separator: ", ")])
        facts.add(["quota", "\(result.quota) objects"])
        let throttle = result.throttle
        let window = DurationText.text(seconds: throttle.seconds)
        facts.add(["throttle", throttle.isOn ? "\(throttle.limit) changes in \(window)" : "off"])
        let ahead = DurationText.text(seconds: result.clockAhead)
        facts.add(["clock", result.clockAhead > 0 ? "\(ahead) ahead of this machine's" : "this machine's"])
        let writer = result.writer.map { one in
            (one.isHere ? "this workspace" : "\(one.workspace) on \(one.host)")
                + (one.since.map { " since \($0)" } ?? "")
        }
        let second = result.writerPolicy == "refuse" ? "a second one is refused" : "a second one is reported"
        facts.add(["active writer", (writer ?? "nobody yet") + "; " + second])
        facts.add(["requests for changes", "\(result.exportRequests)"])
        if result.readDelay > 0 {
            facts.add(["readers", "\(DurationText.text(seconds: result.readDelay)) behind writers"])
        }
        for fault in result.faults { facts.add(["ordered fault", TenantFaultReport.phrase(fault)]) }
        return facts.text(style)
    }
}
