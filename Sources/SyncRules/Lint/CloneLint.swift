import Directory

/// Copies of standard rules that were left behind: the standard rule, which may be disabled, writes what the copy does not.
enum CloneLint {
    static func findings(_ active: [PortableRule], of all: [PortableRule]) -> [LintFinding] {
        let standard = all.filter(\.isStandard)
        let clones = CloneFinder(standard.map { RuleSlot(base: $0, ours: nil, rank: nil, theirs: nil, place: nil) })
        return active.filter { !$0.isStandard }.compactMap { rule in
            guard let template = clones.template(of: rule)?.base else { return nil }
            let written = Set(rule.mappings.map { ASCII.lowercased($0.destination) })
            let lacking = template.mappings.map(\.destination).filter { !written.contains(ASCII.lowercased($0)) }
            let names = lacking.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            guard !names.isEmpty else { return nil }
            let more = names.count > 3 ? " and \(names.count - 3) more" : ""
            return LintFinding(
                .cloneBehindTemplate,
                rule,
                "It is a copy of \"\(template.name)\" and lacks flows that this one has: "
                    + names.prefix(3).joined(separator: ", ") + more + "."
            )
        }
    }
}
