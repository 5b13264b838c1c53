import SQLiteStore
import SyncRules

extension WorkspaceRules {
    /// The rules after a regeneration.
    struct Merged {
        /// What is generated now, with the numbers that its rules have among all.
        let generated: GeneratedRules
        /// The rules as they would be then.
        let rules: WorkspaceRules
        /// The files that get a new text.
        let files: [WaitingFile]
        /// What it came to; nothing where people changed nothing and so nothing had to be merged.
        let report: RuleMergeReport?
    }

    /// Merges what is generated now into the rules that people work with.
    ///
    /// `untouched` are connectors of forests that could not be read: what is asked for does not concern their rules.
    func merged(
        with generation: GeneratedRules,
        _ request: RuleMergeRequest,
        untouched: Set<ConnectorID> = []
    ) -> Merged {
        guard !folder.entries.isEmpty else {
            let after = WorkspaceRules(generated: generation, folder: folder, connectors: connectors)
            return Merged(generated: generation, rules: after, files: [], report: nil)
        }
        let ours = generation.rules.map { PortableRule($0) }
        var options = request.options
        options.untouched = Set(untouched.map { $0.text.lowercased() })
        let result = RuleMerge.merge(
            base: generated.rules.map { PortableRule($0) },
            theirs: rules,
            ours: ours,
            options: options
        )
        let numbered = Self.numbered(generation, ours, result)
        let (changed, files) = written(result.rules, over: numbered)
        let after = WorkspaceRules(generated: numbered, folder: changed, connectors: connectors)
        let report = RuleMergeReport(
            counts: result.counts,
            conflicts: result.conflicts,
            notices: result.notices,
            renumbered: result.renumbered,
            unknown: result.outcomes.filter { $0.kind == .unknown }.map(\.rule.name),
            files: files.map(\.path),
            movesBase: !RuleDiff(from: generated, to: numbered).changes.isEmpty
        )
        return Merged(generated: numbered, rules: after, files: files, report: report)
    }

    /// The generated rules with the numbers that the merge gave to them.
    private static func numbered(
        _ generation: GeneratedRules,
        _ portable: [PortableRule],
        _ result: RuleMergeResult
    ) -> GeneratedRules {
        let numbers = Dictionary(
            result.rules.filter(\.isStandard).map { (RuleMergeSubject($0).place, $0.precedence) },
            uniquingKeysWith: { first, _ in first }
        )
        var rules = generation.rules
        for (place, rule) in portable.enumerated() {
            if let number = numbers[RuleMergeSubject(rule).place] { rules[place].precedence = number }
        }
        return GeneratedRules(rules: rules, decisions: generation.decisions)
    }

    /// The files that make exactly these rules of the generated ones: a generated one that is not among them is deleted.
    func files(laying rules: [PortableRule]) -> [WaitingFile] {
        let wanted = Set(rules.filter(\.isStandard).map { RuleMergeSubject($0).place })
        var taken = Set<String>()
        let gone = generated.rules.filter { !wanted.contains(RuleMergeSubject(PortableRule($0)).place) }.map { rule in
            let change = StandardRuleChange(
                tag: rule.identity.tag,
                connector: rule.identity.connector.text,
                action: .deleted
            )
            let word = connectors.word(for: rule.identity.connector.text)
            var path = folder.path(for: PortableRule(rule), connector: "\(word)/absent")
            while !taken.insert(path).inserted { path = String(path.dropLast(".yaml".count)) + "-2.yaml" }
            return WaitingFile(path: path, text: RuleFile.write(change, connectors: connectors))
        }
        return written(rules, over: generated).1 + gone
    }

    /// The files that make these rules of the generated ones: what differs from them gets a file, or a new text.
    private func written(_ wanted: [PortableRule], over generated: GeneratedRules) -> (RuleFolder, [WaitingFile]) {
        var folder = folder
        var files: [WaitingFile] = []
        // What a file takes away and is wanted all the same: the file goes.
        let wantedHere = Dictionary(
            wanted.map { (RuleMergeSubject($0).place, $0.isDisabled) },
            uniquingKeysWith: { first, _ in first }
        )
        for entry in folder.entries {
            guard case .change(let change) = entry.content,
                let isDisabled = wantedHere[RuleMergeSubject(change).place],
                change.action == .deleted || !isDisabled
            else { continue }
            folder.entries.removeAll { $0.path == entry.path }
            files.append(WaitingFile(path: entry.path, text: ""))
        }
        var there = WorkspaceRules.overlay(generated.rules.map { PortableRule($0) }, folder)
        for rule in wanted {
            if let place = there.firstIndex(of: rule) {
                there.remove(at: place)
                continue
            }
            let path = folder.path(for: rule, connector: connectors.word(for: rule.connector))
            let text = RuleFile.write(rule, connectors: connectors)
            let entry = RuleFolder.Entry(path: path, content: .rule(rule), text: text)
            folder.entries.removeAll { $0.path == path }
            folder.entries.append(entry)
            files.append(WaitingFile(path: path, text: text))
        }
        folder.entries.sort { $0.path < $1.path }
        return (folder, files)
    }
}

extension RuleMergeSubject {
    /// The rule's identity as one text.
    fileprivate var place: String { "\(connector) \(key)".lowercased() }
}
