import Directory
import SyncExpressions
import SyncRules

/// The third pass: what the tenant should hold, from the metaverse.
///
/// An object is exported while a provisioning rule has it in scope. References become the names of exported objects; one
/// to an object that is not exported is left out.
struct OutboundPass {
    private struct Candidate {
        let object: MetaverseObject
        let rules: [CompiledRule]
        let provisioning: CompiledRule
    }

    private let connector: ConnectorID
    private let rules: [CompiledRule]
    private let byClass: [AttributeName: [CompiledRule]]
    private let clock: FileTime
    private(set) var errors: [ObjectError] = []

    init(connector: ConnectorID, rules: [CompiledRule], table: AttributeTable, clock: FileTime) {
        self.connector = connector
        self.rules = rules
        self.clock = clock
        byClass = Dictionary(grouping: rules, by: \.rule.sourceClass)
    }

    mutating func run(_ metaverse: [MetaverseObject]) throws -> [ExportImage] {
        var candidates: [Candidate] = []
        var names: [String: [UInt8]] = [:]
        for object in metaverse {
            let inScope = (byClass[object.objectClass] ?? []).filter { $0.scope.admits(object.entry) }
            guard let provisioning = inScope.first(where: { $0.rule.link == .provision }) else { continue }
            let target = provisioning.rule.targetClass
            let candidate = Candidate(
                object: object,
                rules: inScope.filter { $0.rule.targetClass == target },
                provisioning: provisioning
            )
            candidates.append(candidate)
            if let name = name(of: candidate) { names[object.identifier.description] = Array(name.utf8) }
        }
        var packer = EntryPacker()
        var images: [ExportImage] = []
        for (position, candidate) in candidates.enumerated() {
            if position.isMultiple(of: 500) { try Task.checkCancellation() }
            if let image = image(of: candidate, names, &packer) { images.append(image) }
        }
        return images.sorted { $0.anchor < $1.anchor }
    }

    /// The name that the object will have in the tenant: the flow to `dn`, or `CN={…}` of its anchor where there is none.
    private func name(of candidate: Candidate) -> String? {
        for flow in candidate.rules.lazy.flatMap(\.flows) where flow.isName {
            if case .expression(let expression) = flow.source,
                case .value(.string(let text))? = try? expression.evaluate(candidate.object.entry, clock: clock)
            {
                return text
            }
        }
        guard let clause = candidate.provisioning.joins.first?.first,
            let anchor = candidate.object.entry.values(of: clause.metaverse).first
        else { return nil }
        return "CN={\(ASCII.hex(anchor))}"
    }

    private mutating func image(
        of candidate: Candidate,
        _ names: [String: [UInt8]],
        _ packer: inout EntryPacker
    ) -> ExportImage? {
        var merge = AttributeMerge()
        for rule in candidate.rules {
            for flow in rule.flows where !flow.isName && merge.isOpen(flow.destination, for: flow.merge) {
                do throws(EvaluationError) {
                    try apply(flow, of: candidate.object, names, to: &merge)
                } catch {
                    let code =
                        error.code == .errorFunction
                        ? "sync-rule-error-function-triggered" : "sync-rule-evaluation-failed"
                    report(code, candidate, rule, error.description)
                    return nil
                }
            }
        }
        guard let clause = candidate.provisioning.joins.first?.first,
            let anchor = merge.values(of: clause.connector).first
        else {
            report("missing-anchor", candidate, candidate.provisioning, "The rules give it no source anchor.")
            return nil
        }
        let kind = candidate.provisioning.rule.targetClass
        return ExportImage(
            connector: connector,
            metaverse: candidate.object.identifier,
            objectClass: kind,
            anchor: String(validating: anchor, as: UTF8.self) ?? ASCII.hex(anchor),
            entry: merge.packed(dn: name(of: candidate) ?? "", with: &packer)
        )
    }

    private func apply(
        _ flow: CompiledRule.Flow,
        of object: MetaverseObject,
        _ names: [String: [UInt8]],
        to merge: inout AttributeMerge
    ) throws(EvaluationError) {
        switch flow.source {
        case .constant(let bytes): merge.contribute(flow.destination, [bytes], merge: flow.merge)
        case .direct(let reader):
            let values = object.entry.values(of: reader.attribute).map { Array($0) }
            let kept = reader.kind == .reference ? values.compactMap { resolve($0, names) } : values
            merge.contribute(flow.destination, kept, merge: flow.merge)
        case .expression(let expression):
            switch try expression.evaluate(object.entry, clock: clock) {
            case .null, .ignore: return
            case .authoritativeNull: merge.block(flow.destination)
            case .value(let value):
                let values = ValueBytes.values(value).compactMap {
                    $0.isReference ? resolve($0.bytes, names) : $0.bytes
                }
                merge.contribute(flow.destination, values, merge: flow.merge)
            }
        }
    }

    private func resolve(_ identifier: [UInt8], _ names: [String: [UInt8]]) -> [UInt8]? {
        names[String(decoding: identifier, as: UTF8.self)]
    }

    private mutating func report(_ code: String, _ candidate: Candidate, _ rule: CompiledRule, _ message: String) {
        errors.append(
            ObjectError(
                code: code,
                connector: connector,
                object: candidate.object.identifier.description,
                rule: rule.rule.name,
                message: message
            )
        )
    }
}
