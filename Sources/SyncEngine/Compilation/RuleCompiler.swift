import Foundation
import Diagnostics
import Directory
import DirectorySchema
import SyncExpressions
import SyncRules

/// Makes rules ready to run; what cannot be compiled is reported and leaves its flow out.
struct RuleCompiler {
    private let table: AttributeTable
    private let connectorKinds: (AttributeName) -> ValueKind
    private let parameters: RuleParameters
    private let schema: SchemaSnapshot?
    private let semantics: RuleSemantics
    private(set) var diagnostics: [Diagnostic] = []
    /// What is doubtful and does not keep a rule from running.
    private(set) var findings: [Diagnostic] = []
    /// Expressions that have been compiled: rules of different classes say the same again and again.
    private var programs: [String: ExpressionCompilation] = [:]
    private var known: KnownAttributes?
    /// What rules inwards write into the metaverse, with its spelling.
    private let written: [AttributeName: String]

    /// `schema` describes the connector's side; without one, as for the tenant, the metaverse's kinds are used.
    ///
    /// `written` are the attributes of the metaverse that rules inwards write, with their spelling.
    init(
        table: AttributeTable,
        schema: SchemaSnapshot?,
        parameters: RuleParameters,
        semantics: RuleSemantics,
        written: [AttributeName: String]
    ) {
        self.written = written
        self.table = table
        self.schema = schema
        self.parameters = parameters
        self.semantics = semantics
        connectorKinds = { name in
            schema.map { ValueKind($0.attribute(name)?.syntax) } ?? MetaverseSchema.kind(of: name)
        }
    }

    mutating func compile(_ rule: SyncRule) throws(SyncEngineError) -> CompiledRule {
        CompiledRule(
            rule: rule,
            metaverseClass: rule.metaverseClass == "*" ? nil : rule.metaverseClass,
            scope: try scope(of: rule),
            joins: try groups(rule.joins) { clause throws(SyncEngineError) in
                CompiledRule.Join(
                    connector: try self.number(clause.connectorAttribute),
                    metaverse: try self.number(clause.metaverseAttribute),
                    isCaseSensitive: clause.isCaseSensitive
                )
            },
            flows: try flows(of: rule)
        )
    }

    private func groups<Clause, Compiled>(
        _ groups: [[Clause]],
        _ compile: (Clause) throws(SyncEngineError) -> Compiled
    ) throws(SyncEngineError) -> [[Compiled]] {
        var result: [[Compiled]] = []
        for group in groups {
            var compiled: [Compiled] = []
            for clause in group { compiled.append(try compile(clause)) }
            result.append(compiled)
        }
        return result
    }

    private func scope(of rule: SyncRule) throws(SyncEngineError) -> CompiledScope {
        var scope = CompiledScope(semantics)
        for group in rule.scope {
            var clauses: [(attribute: AttributeID, comparison: ScopeOperator, value: String)] = []
            for clause in group {
                guard clause.comparison != .isMemberOf, clause.comparison != .isNotMemberOf else {
                    throw SyncEngineError(
                        .unsupported,
                        "The rule \"\(rule.name)\" uses \(clause.comparison.rawValue) in its scope, which Dryad does not "
                            + "evaluate: it is not known which memberships the product counts. Disable the rule, or put "
                            + "a condition on an attribute in its place."
                    )
                }
                clauses.append(
                    (try number(clause.attribute), clause.comparison, parameters.replacing(in: clause.value))
                )
            }
            scope.addGroup(clauses)
        }
        return scope
    }

    private mutating func flows(of rule: SyncRule) throws(SyncEngineError) -> [CompiledRule.Flow] {
        var flows: [CompiledRule.Flow] = []
        for flow in rule.flows {
            let kind =
                rule.direction == .inbound
                ? MetaverseSchema.kind(of: flow.destination) : connectorKinds(flow.destination)
            let source: CompiledRule.Source
            switch flow.source {
            case .unsupported: continue
            case .direct(let name):
                let own = try reader(name, rule.direction)
                let refers = rule.direction == .inbound && kind == .reference
                source = .direct(refers ? referring(own) : own)
            case .constant(let text): source = .constant(Array(text.utf8))
            case .expression(let text):
                guard let compiled = try expression(text, of: flow, in: rule) else { continue }
                source = .expression(compiled)
            }
            flows.append(
                CompiledRule.Flow(
                    destination: try number(flow.destination),
                    destinationName: flow.destination,
                    destinationKind: kind,
                    isName: flow.destination == "dn",
                    source: source,
                    merge: flow.merge,
                    written: flow.source,
                    isOnce: flow.isOnce
                )
            )
        }
        return flows
    }

    private mutating func expression(
        _ text: String,
        of flow: AttributeFlow,
        in rule: SyncRule
    ) throws(SyncEngineError) -> CompiledExpression? {
        let compilation = programs[text] ?? compilation(text, of: flow, in: rule)
        programs[text] = compilation
        guard let program = compilation.program else {
            diagnostics += self.compilation(text, of: flow, in: rule).diagnostics.filter { $0.severity == .error }
            return nil
        }
        switch rule.direction {
        case .inbound: look(for: program.attributes + program.confirmedAttributes, text, flow, rule)
        case .outbound: lookInMetaverse(for: program.attributes, text, flow, rule)
        }
        var attributes: [AttributeReader] = []
        for name in program.attributes { attributes.append(try reader(name, rule.direction)) }
        var confirmed: [AttributeReader] = []
        for name in program.confirmedAttributes { confirmed.append(try reader(name, rule.direction)) }
        return CompiledExpression(
            program: program,
            attributes: attributes,
            confirmed: confirmed,
            parameters: Self.values(program, parameters.values),
            partitions: program.parameters.isEmpty
                ? [:]
                : parameters.partitions.mapValues { own in
                    Self.values(program, parameters.values.merging(own) { $1 })
                }
        )
    }

    private func compilation(
        _ text: String,
        of flow: AttributeFlow,
        in rule: SyncRule,
        known: KnownAttributes? = nil
    ) -> ExpressionCompilation {
        let source = SourceText(name: "\(rule.name), flow \(flow.destination)", text: text)
        return ExpressionProgram.compile(source, known: known, semantics: semantics)
    }

    /// Checks an expression against the schema where it names an attribute that the schema does not have, or spells
    /// otherwise.
    ///
    /// Such an attribute reads as absent and the rule runs: standard rules keep some flows on purpose where a schema lacks
    /// what they read.
    private mutating func look(
        for attributes: [AttributeName],
        _ text: String,
        _ flow: AttributeFlow,
        _ rule: SyncRule
    ) {
        guard let schema, !attributes.allSatisfy({ $0 == "dn" || schema.attribute($0)?.name.spelling == $0.spelling })
        else { return }
        let known = self.known ?? KnownAttributes(names: schema.attributes.map(\.name))
        self.known = known
        let wanted: Set<DiagnosticCode> = ["EXP028", "EXP029"]
        findings += compilation(text, of: flow, in: rule, known: known).diagnostics.filter { wanted.contains($0.code) }
    }

    /// The same for the metaverse, which has what the product's has and what rules inwards write.
    private mutating func lookInMetaverse(
        for attributes: [AttributeName],
        _ text: String,
        _ flow: AttributeFlow,
        _ rule: SyncRule
    ) {
        let names = MetaverseSchema.names
        guard !names.isEmpty, !attributes.allSatisfy({ names[$0] == $0.spelling || written[$0] != nil || $0 == "dn" })
        else { return }
        let known =
            self.known
            ?? KnownAttributes(names: Set(names.keys).union(written.keys), owner: "metaverse")
        self.known = known
        let wanted: Set<DiagnosticCode> = ["EXP028", "EXP029"]
        findings += compilation(text, of: flow, in: rule, known: known).diagnostics.filter { wanted.contains($0.code) }
    }

    private static func values(_ program: ExpressionProgram, _ known: [String: String]) -> [ExpressionValue] {
        program.parameters.map { known[$0].map { .string($0) } ?? .null }
    }

    private func reader(_ name: AttributeName, _ direction: RuleDirection) throws(SyncEngineError) -> AttributeReader {
        AttributeReader(
            attribute: try number(name),
            kind: direction == .inbound ? connectorKinds(name) : MetaverseSchema.kind(of: name),
            isName: name == "dn" && direction == .inbound
        )
    }

    /// The same attribute as a reference reads it: bytes that flow into one are the security identifier of an object.
    ///
    /// The product has such attributes among its references, whatever the syntax that the directory gives them
    /// (sync-rules.md 1.3).
    private func referring(_ reader: AttributeReader) -> AttributeReader {
        guard reader.kind == .binary else { return reader }
        return AttributeReader(attribute: reader.attribute, kind: .reference, isName: false, isIdentifier: true)
    }

    private func number(_ name: AttributeName) throws(SyncEngineError) -> AttributeID {
        guard let number = table.identifier(for: name) else {
            throw SyncEngineError(
                .tableFull,
                "The store knows \(AttributeTable.capacity) attribute names already and cannot take \(name)."
            )
        }
        return number
    }
}

extension RuleParameters {
    /// The text with every `%Name%` that is known replaced.
    fileprivate func replacing(in text: String) -> String {
        guard text.contains("%") else { return text }
        return values.reduce(text) { $0.replacing("%\($1.key)%", with: $1.value) }
    }
}
