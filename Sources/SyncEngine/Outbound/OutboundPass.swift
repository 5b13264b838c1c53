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
        let target: Int
        let name: String?
    }

    private let connector: ConnectorID
    private let clock: FileTime
    private let table: AttributeTable
    private let previous: [MetaverseID: ExportImage]
    private let targets: OutboundTargets
    private(set) var errors: [ObjectError] = []

    /// `previous` are the images as they were.
    init(
        connector: ConnectorID,
        rules: [CompiledRule],
        previous: [ExportImage],
        table: AttributeTable,
        clock: FileTime
    ) {
        self.connector = connector
        self.clock = clock
        self.table = table
        self.previous = Dictionary(
            previous.lazy.filter { $0.connector == connector }.map { ($0.metaverse, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        targets = OutboundTargets(rules)
    }

    mutating func run(_ metaverse: [MetaverseObject]) throws -> [ExportImage] {
        var candidates: [Candidate] = []
        var names: [String: [UInt8]] = [:]
        let places = EntryPlaces(limit: table.count)
        for object in metaverse {
            let found = places.withView(of: object.entry) { targets.number(for: object.objectClass, $0) }
            guard let target = found else { continue }
            let name = name(of: object, target)
            candidates.append(Candidate(object: object, target: target, name: name))
            if let name { names[object.identifier.description] = Array(name.utf8) }
        }
        let runner = FlowRunner(direction: .outbound, clock: clock)
        let members = FlowMembers(limit: table.count)
        let resolver = Resolver(names: names)
        var images: [ExportImage] = []
        images.reserveCapacity(candidates.count)
        for (position, candidate) in candidates.enumerated() {
            if position.isMultiple(of: 500) { try Task.checkCancellation() }
            if let image = image(of: candidate, runner, members, resolver) { images.append(image) }
        }
        return images.sorted { $0.anchor < $1.anchor }
    }

    /// The name that the object will have in the tenant: the flow to `dn`, or `CN={…}` of its anchor where there is none.
    private func name(of object: MetaverseObject, _ target: Int) -> String? {
        for expression in targets[target].names {
            if case .value(.string(let text))? = try? expression.evaluate(object.entry, clock: clock) { return text }
        }
        guard let clause = targets[target].anchor, let anchor = object.entry.values(of: clause.metaverse).first else {
            return nil
        }
        return "CN={\(ASCII.hex(anchor))}"
    }

    private mutating func image(
        of candidate: Candidate,
        _ runner: FlowRunner,
        _ members: FlowMembers,
        _ resolver: Resolver
    ) -> ExportImage? {
        let object = candidate.object
        let before = previous.isEmpty ? nil : previous[object.identifier]
        let plan = targets.plan(of: candidate.target, isNew: before == nil)
        let failure = members.with(object.entry, in: nil) { members in
            runner.run(plan, on: .init(members: members, previous: before?.entry), resolver: resolver)
        }
        if let failure {
            report(failure.code, object, failure.rule.rule.name, failure.error.description)
            return nil
        }
        let target = targets[candidate.target]
        let anchors = target.anchor.map { StoredValues(runner.composer.stored($0.connector)) }
        var first = anchors
        guard let anchor = first?.next() else {
            report("missing-anchor", object, target.provisioning.rule.name, "The rules give it no source anchor.")
            return nil
        }
        let text = String(validating: anchor, as: UTF8.self) ?? ASCII.hex(anchor)
        var name = candidate.name ?? ""
        return ExportImage(
            connector: connector,
            metaverse: object.identifier,
            objectClass: target.provisioning.rule.targetClass,
            anchor: text,
            entry: name.withUTF8 { runner.composer.finish(name: UnsafeRawBufferPointer($0)) }
        )
    }

    private mutating func report(_ code: String, _ object: MetaverseObject, _ rule: String, _ message: String) {
        errors.append(
            ObjectError(
                code: code,
                connector: connector,
                object: object.identifier.description,
                rule: rule,
                message: message
            )
        )
    }

    /// Finds the names of exported objects by the identities of the metaverse objects behind them.
    private struct Resolver: ReferenceResolver {
        let names: [String: [UInt8]]

        func resolve(_ name: UnsafeRawBufferPointer, of member: Int, _ found: (UnsafeRawBufferPointer) -> Void) {
            names[String(decoding: name, as: UTF8.self)]?.withUnsafeBytes { found($0) }
        }
    }
}
