import Diagnostics

/// Follows a script statement by statement, without running anything.
///
/// A statement that is refused leaves everything that it names unknown, and rules that are in it flawed.
struct ScriptInterpreter {
    /// How many mistakes are told before the rest is given up.
    static let problemLimit = 200

    let source: SourceText
    var variables: [String: ScriptValue] = [:]
    var drafts: [ScriptDraft] = []
    var exchange = RuleExchange()
    private var functions: Set<String> = []
    private var passedOver: Set<String> = []
    private var toldOrigins: Set<Int> = []
    /// The statement after which nothing can be known.
    private(set) var opaque: ScriptOrigin?

    init(_ source: SourceText) { self.source = source }

    static func read(_ source: SourceText) -> RuleExchange {
        var interpreter = ScriptInterpreter(source)
        var parser = ScriptParser(source.text)
        while interpreter.exchange.problems.count < problemLimit, let statement = parser.next() {
            interpreter.follow(statement)
        }
        return interpreter.finish()
    }

    private mutating func follow(_ statement: ScriptStatement) {
        do throws(ScriptRefusal) {
            switch statement.kind {
            case .refused(let refusal): throw refusal
            case .assignment(let name, let type, let pipeline):
                var value = try evaluate(pipeline)
                if let type { value = try convert(value, to: type, at: statement.offset) }
                variables[name] = value
            case .pipeline(let pipeline): _ = try evaluate(pipeline)
            }
        } catch {
            refuse(statement, error)
        }
    }

    private mutating func refuse(_ statement: ScriptStatement, _ refusal: ScriptRefusal) {
        let isNews = refusal.origin.map { !$0.isTold && toldOrigins.insert($0.offset).inserted } ?? true
        if isNews { report(.error, refusal.code, at: refusal.offset, "\(refusal.reason); the statement is not taken.") }
        if refusal.code == "unsupportedScript",
            statement.words.contains("function") || statement.words.contains("filter")
        {
            functions.formUnion(statement.words)
        }
        let line = source.position(at: refusal.offset).line
        let origin = ScriptOrigin(offset: statement.offset, reason: "line \(line) was not taken", isTold: true)
        let isOpaque =
            refusal.code == "opaqueCode"
            || (refusal.code == "unknownCommand" && !functions.isDisjoint(with: statement.words))
        if isOpaque { opaque = opaque ?? origin }
        for name in isOpaque ? Set(variables.keys) : statement.variables {
            for number in variables[name]?.rules ?? [] { flaw(number, origin) }
            variables[name] = .unknown(origin)
        }
        if isOpaque { for number in drafts.indices { flaw(number, origin) } }
    }

    mutating func flaw(_ number: Int, _ origin: ScriptOrigin) {
        drafts[number].flaw = drafts[number].flaw ?? origin
    }

    private mutating func finish() -> RuleExchange {
        if exchange.problems.count >= Self.problemLimit {
            report(
                .error,
                "tooManyProblems",
                at: source.text.utf8.count,
                "There are more mistakes; nothing further was read."
            )
        }
        for draft in drafts where draft.place == nil && draft.flaw == nil {
            report(
                .error,
                "unfinishedRule",
                at: draft.offset,
                rule: draft.rule.name,
                "The rule is not finished: no Add-ADSyncRule takes it; it is not taken over."
            )
        }
        for draft in drafts where draft.place == nil && draft.flaw != nil { reportFlaw(draft, at: draft.offset) }
        for draft in drafts {
            guard let place = draft.place, exchange.rules[place] != draft.rule else { continue }
            report(
                .warning,
                "changedAfterwards",
                at: draft.offset,
                rule: draft.rule.name,
                "The script changes the rule after its Add-ADSyncRule; that change is lost."
            )
        }
        return exchange
    }

    mutating func reportFlaw(_ draft: ScriptDraft, at offset: Int) {
        report(
            .error,
            "flawedRule",
            at: offset,
            rule: draft.rule.name,
            "The rule is not taken over, since \(draft.flaw?.reason ?? "a part of it was not understood")."
        )
    }

    mutating func report(
        _ severity: ExchangeProblem.Severity,
        _ code: String,
        at offset: Int,
        rule: String? = nil,
        _ sentence: String
    ) {
        let position = source.position(at: offset)
        exchange.problems.append(
            ExchangeProblem(
                severity,
                code,
                file: source.name,
                line: position.line,
                column: position.column,
                rule: rule,
                sentence
            )
        )
    }

    /// Says once of each command that it does nothing here.
    mutating func passOver(_ command: ScriptCommand) {
        guard passedOver.insert(command.name.lowercased()).inserted else { return }
        report(.note, "passedOver", at: command.offset, "\(command.name) was passed over; it says nothing about rules.")
    }
}
