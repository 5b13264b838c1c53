import Diagnostics
import Directory
import Foundation
public import SyncEngine
import SyncRules

/// Shows what a change of rules would do to the pending exports, to the tenant and to forests; nothing of it is kept.
///
/// Both sets of rules run over all objects in memory, so that what differs comes from the rules alone.
public struct TryRules: Sendable {
    /// What a trial found.
    public struct Outcome: Sendable {
        /// What the rules of the file are to those of the workspace: `replaces`, `adds`, `disables`, `removes`.
        public let rules: [(action: String, name: String)]
        /// How what would be exported differs.
        public let comparison: PendingComparison
        /// How many objects would be pending with the rules as they are, by operation.
        public let before: [String: Int]
        /// The same with the rules of the file.
        public let after: [String: Int]
        /// How what would be written back to forests differs: those that something waits for on one side at least.
        public let writeBacks: [Forest]
        /// Errors of objects that only the rules of the file have.
        public let errors: [ObjectError]
        /// What a person should know before believing this.
        public let notes: [String]
    }

    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Tries the rules of a file: of the form that `rules/` has, or another one that rules are read in.
    public func run(_ path: String) async throws -> Outcome {
        let current = try await WorkspaceRules.read(workspace)
        let (changed, actions) = try trial(path, current)
        let spaces = try await ObjectSpaces.read(workspace)
        let before = try await ObjectRules.read(workspace)
        let after = try await ObjectRules.read(workspace, replacing: changed)
        let held = try await Self.held(workspace)
        let sensitive = try await SensitiveAttributes(of: workspace)
        let base = try before.rehearse(spaces, holding: held)
        let result = try after.rehearse(spaces, holding: held)
        let (mine, theirs) = (PreviewObject.spaces(spaces, base), PreviewObject.spaces(spaces, result))
        let one = PendingReview.make(mine, before, detail: false)
        let other = PendingReview.make(theirs, after, detail: false)
        let known = Set(base.errors)
        var comparison = PendingComparison(
            "the rules as they are",
            PendingSide.changes(of: one),
            path,
            PendingSide.changes(of: other)
        )
        Self.nameRules(of: &comparison.objects, mine, before) { $0.first }
        Self.nameRules(of: &comparison.objects, theirs, after) { $0.second ?? $0.first }
        comparison.name(by: result.images + base.images + spaces.exported, spaces.table)
        return Outcome(
            rules: actions,
            comparison: comparison,
            before: Self.count(one),
            after: Self.count(other),
            writeBacks: Self.forests(
                Side(spaces: mine, rules: before, waiting: base.writeBacks),
                Side(spaces: theirs, rules: after, waiting: result.writeBacks),
                called: path,
                hiding: sensitive
            ),
            errors: result.errors.filter { !known.contains($0) },
            notes: before.notes + Self.unread(before, after)
        )
    }

    /// Names the rules that a review leaves open, as comparing two places does: it asks of additions nothing but who makes them.
    private static func nameRules(
        of objects: inout [PendingComparison.Object],
        _ spaces: ObjectSpaces,
        _ rules: ObjectRules,
        giving values: (PendingComparison.Difference) -> [String]?
    ) {
        guard objects.contains(where: { $0.differences.contains { $0.rule == nil } }) else { return }
        let images = Dictionary(spaces.desired.map { ($0.anchor, $0) }) { first, _ in first }
        let names = ReferenceNames(spaces)
        for place in objects.indices {
            guard let image = images[objects[place].anchor],
                let object = spaces.subject(of: image.metaverse).metaverse
            else { continue }
            objects[place].nameRules(
                by: rules.tracer,
                of: object,
                before: image.entry,
                resolve: names.name,
                giving: values
            )
        }
    }

    private static func count(_ review: PendingReview) -> [String: Int] {
        review.changes.reduce(into: [:]) { $0[$1.operation, default: 0] += 1 }
    }

    /// The rules of the workspace with those of the file over them.
    private func trial(
        _ path: String,
        _ current: WorkspaceRules
    ) throws -> (rules: WorkspaceRules, actions: [(action: String, name: String)]) {
        var folder = current.folder
        var actions: [(action: String, name: String)] = []
        let known = current.rules.map { RuleMergeSubject($0) }
        for (place, content) in try contents(path, current).enumerated() {
            let subject: RuleMergeSubject
            switch content {
            case .rule(let rule):
                subject = RuleMergeSubject(rule)
                let isKnown = known.contains { $0.isSame(as: subject) }
                actions.append((isKnown ? "replaces" : "adds", rule.name))
            case .change(let change):
                subject = RuleMergeSubject(change)
                actions.append((change.action == .disabled ? "disables" : "removes", change.tag))
            }
            folder.entries.removeAll { entry in
                switch entry.content {
                case .rule(let rule): RuleMergeSubject(rule).isSame(as: subject)
                case .change(let change): RuleMergeSubject(change).isSame(as: subject)
                }
            }
            folder.entries.append(RuleFolder.Entry(path: "\(path) \(place + 1)", content: content, text: ""))
        }
        guard !actions.isEmpty else { throw TaskError(.files, "\(path) holds no rule to try.") }
        return (
            WorkspaceRules(generated: current.generated, folder: folder, connectors: current.connectors), actions
        )
    }

    private func contents(_ path: String, _ current: WorkspaceRules) throws -> [RuleFileContent] {
        let bytes = try RuleFiles.bytes(of: path)
        if path.hasSuffix(".yaml") || path.hasSuffix(".yml"), let text = String(validating: bytes, as: UTF8.self) {
            let reading = RuleFile.read(SourceText(name: path, text: text), connectors: current.connectors)
            if let content = reading.content { return [content] }
            let export = try? RuleFiles.read(path).export
            guard let rules = export?.rules, !rules.isEmpty else {
                throw TaskError(.configuration, DiagnosticRenderer.render(reading.diagnostics))
            }
            return rules.map { .rule($0) }
        }
        let export = try RuleFiles.read(path).export
        if let problem = export.problems.first(where: { $0.severity == .error }) {
            // Readers of XML say the place themselves.
            let line = problem.sentence.hasPrefix("line ") ? nil : problem.line
            let place = [line.map { "line \($0)" }, problem.rule].compactMap(\.self).map { "\($0): " }.joined()
            throw TaskError(.files, "\(path) cannot be taken whole: \(place)\(problem.sentence)")
        }
        return export.rules.map { .rule($0) }
    }
}
