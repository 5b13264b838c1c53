import WizardTasks

/// Troubleshoot: forests, rules and one object are looked over; nothing changes.
struct TroubleshootTask: AnsweredTask, ListedTask {
    let task = AdditionalTask.troubleshoot
    /// Looking takes no lock.
    let isWizard = false

    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart] {
        var form = TaskFormPart(path: path, token: token, button: "Look everything over")
        form.addText(
            "An object to follow into the tenant",
            name: "object",
            label: "Its DN, sign-in name or source anchor",
            hint: "Nothing looks at the forests and the rules alone.",
            value: query["object"] ?? "",
            most: 1_000
        )
        return [
            TextPart([
                TextLine("Every forest is asked, as dryad forest test does, and every rule is read. Nothing changes.")
            ]),
            form,
        ]
    }

    func answer(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> TaskJob.Phase {
        let findings = try await Troubleshoot(in: workspace).run(object: form["object"])
        let lines = findings.flatMap(\.lines)
        let failed = lines.count { $0.verdict == .failed }
        let warnings = lines.count { $0.verdict == .warning }
        return .found(
            [
                NoticePart(
                    kind: failed > 0 ? .bad : warnings > 0 ? .warning : .good,
                    title: failed > 0
                        ? "\(Words.count(failed, "check")) failed"
                        : warnings > 0 ? "\(Words.count(warnings, "check")) worth a look" : "Everything is well",
                    lines: ["\(Words.count(lines.count, "check")): \(failed) failed, \(warnings) worth a look."]
                )
            ]
                // What was asked for by name stands first.
                + (findings.filter { $0.group == "object" } + findings.filter { $0.group != "object" }).map(table)
        )
    }

    private func table(_ finding: Troubleshoot.Finding) -> TablePart {
        let lines = finding.lines
        let shown = lines.sorted { $0.verdict < $1.verdict }.prefix(Words.page)
        return TablePart(
            title: finding.group.prefix(1).uppercased() + finding.group.dropFirst(),
            caption: lines.count > shown.count
                ? "The \(shown.count) worst of \(lines.count) checks of the \(finding.group); dryad troubleshoot lists all"
                : "Checks of the \(finding.group): \(lines.count)",
            columns: ["check", "verdict", "finding"],
            empty: "",
            rows: shown.map { line in
                [
                    [TextLine(line.subject)], [verdict(line)],
                    [TextLine(line.finding)] + (line.advice.map { [TextLine($0, tone: .note)] } ?? []),
                ]
            }
        )
    }

    private func verdict(_ line: TroubleshootLine) -> TextLine {
        switch line.verdict {
        case .ok: TextLine("ok", tone: .good)
        case .warning: TextLine("look", tone: .warning)
        case .failed: TextLine("failed", tone: .bad)
        }
    }
}
