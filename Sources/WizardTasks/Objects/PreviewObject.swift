import Connectors
import Directory
import DirectorySchema
import SQLiteStore
import SyncEngine
import SyncRules

/// Takes one object through every step - import, scope, join, flows, export - and stores nothing.
///
/// The rules run over all objects in memory, as a full synchronization does, once as everything is and once with this object
/// as it would be: what differs between the two is what the object does, to itself and to others.
public struct PreviewObject: Sendable {
    /// An attribute that is tried with other values; no values take it away.
    public struct Setting: Sendable, Hashable {
        /// The attribute.
        public let attribute: String
        /// The values.
        public var values: [String]

        /// Makes a setting.
        public init(attribute: String, values: [String]) {
            self.attribute = attribute
            self.values = values
        }
    }

    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Takes the object that is called so, with some attributes set.
    ///
    /// Of several that are joined it takes the one that the name is of, and of those that share a name one with flows.
    /// The object is read from its forest; where that is not possible, it is taken as it was imported last.
    public func run(_ text: String, set settings: [Setting], isLive: Bool = true) async throws -> ObjectPreview {
        let workspace = try await workspace.probingTenant()
        let spaces = try await ObjectSpaces.read(workspace)
        let rules = try await ObjectRules.read(workspace)
        let name = ObjectName(text)
        var notes = rules.notes + [workspace.tenantSilence].compactMap(\.self)
        let subject = try await spaces.find(name)
        notes += subject?.remarks ?? []
        let reading = PreviewReading(workspace: workspace, name: name, subject: subject, spaces: spaces, rules: rules)
        guard var trial = try await reading.trial(isLive: isLive, &notes) else {
            guard let subject else { throw spaces.unknown(name, isLive ? nil : PreviewReading.unasked) }
            let copies = CopyObjectText(subject: subject, spaces: spaces, rules: rules)
            return try await Self.absent(subject, settings, spaces, copies, notes)
        }
        guard let object = trial.object else {
            guard let before = trial.before else { throw spaces.unknown(name) }
            if !settings.isEmpty { notes.append(Self.idle) }
            return try await Self.leaving(before, trial, spaces, rules, notes)
        }
        if let exclusion = trial.exclusion {
            if !settings.isEmpty { notes.append(Self.idle) }
            return Self.refused(object, exclusion, spaces, trial.source, notes)
        }
        let tried = try set(settings, on: object, rules)
        trial.object = tried
        guard let error = refusal(of: tried, rules) else {
            return try await preview(tried, trial, spaces, rules, notes)
        }
        guard let known = trial.before else {
            return Self.refused(tried, error.message, spaces, trial.source, notes, [error])
        }
        trial.object = known
        return try await preview(known, trial, spaces, rules, notes, [error])
    }

    /// What is told where attributes are set of an object that no import brings.
    private static let idle = "What is set makes no difference, since the next import does not bring the object."

    /// What an import says of an object with values that cannot be, which it leaves as it is known.
    private func refusal(of object: ConnectorSpaceObject, _ rules: ObjectRules) -> ObjectError? {
        let connector = object.identity.connector
        guard let schema = rules.schema(of: connector) else { return nil }
        let included = AttributeInclusion.attributes(of: rules.active.rules(of: connector))
        return ValueCheck(included, schema: schema, table: workspace.store.table).finding(in: object.entry).map {
            ObjectError(code: $0.code, connector: connector, object: object.entry.dn, message: $0.message)
        }
    }

    /// The object with other values; an attribute that no rule reads is refused, since it could not make a difference.
    private func set(
        _ settings: [Setting],
        on object: ConnectorSpaceObject,
        _ rules: ObjectRules
    ) throws -> ConnectorSpaceObject {
        guard !settings.isEmpty else { return object }
        let reading = rules.active.rules(of: object.identity.connector).filter {
            $0.connectorClass == object.objectClass
        }
        let included = Set(AttributeInclusion.attributes(of: reading))
        let table = workspace.store.table
        let changed = Dictionary(settings.map { (AttributeName($0.attribute), $0.values) }) { $0 + $1 }
        for name in changed.keys.sorted() where !included.contains(name) {
            throw TaskError(
                .options,
                "No rule reads \(name) of the class \(object.objectClass), so setting it changes nothing. "
                    + "`dryad object explain` says what an attribute becomes."
            )
        }
        var packer = EntryPacker()
        packer.begin(dn: object.entry.dn)
        for number in object.entry.attributes where table.name(of: number).map({ changed[$0] == nil }) ?? true {
            for value in object.entry.values(of: number) { packer.add(number, value) }
        }
        for (name, values) in changed.sorted(by: { $0.key < $1.key }) {
            guard let number = table.identifier(for: name) else { continue }
            let given = GivenValue(
                attribute: name,
                syntax: rules.schema(of: object.identity.connector)?.attribute(name)?.syntax
            )
            for value in values where !value.isEmpty { packer.add(number, try given.bytes(value)) }
        }
        return object.having(packer.finish())
    }

    private func preview(
        _ object: ConnectorSpaceObject,
        _ trial: PreviewTrial,
        _ spaces: ObjectSpaces,
        _ rules: ObjectRules,
        _ notes: [String],
        _ refusals: [ObjectError] = []
    ) async throws -> ObjectPreview {
        let before = trial.before
        let imports = trial.imported(into: spaces, rules)
        let (base, result) = (try rules.rehearse(spaces), try rules.rehearse(imports))
        let link = result.links[object.identity]
        var linked = object
        linked.link = link
        let after = Self.spaces(imports, result)
        let table = workspace.store.table
        let making = PreviewMaking(spaces: spaces, after: after, rules: rules)
        let own = link.flatMap { after.image(of: $0) }
        let anchors = Set([own?.anchor, spaces.subject(of: before ?? object).anchor].compactMap { $0 })
        let pending = PendingExports.compute(desired: result.images, exported: spaces.exported, table: table)
            .filter { anchors.contains($0.anchor) }
        let change = pending.first { $0.anchor == own?.anchor } ?? pending.first
        var verdict: [String] = []
        if let link {
            let subject = after.subject(of: link)
            if let sentence = try await TenantForecast.read(subject, after).sentence { verdict.append(sentence) }
            verdict += try await TenantForecast.displaced(by: subject, in: after, before: Self.spaces(spaces, base))
        }
        // One that it leaves may stay with others, and changes by what it had from this one.
        let metaverse = making.metaverse(link ?? before?.link)
        let exported = making.exported(change)
        let imported = making.imported(before, object)
        let errors = refusals + result.errors.filter { $0.object == object.entry.dn || $0.object == link?.description }
        let members = link.map { after.subject(of: $0).members } ?? []
        var copies = try await workspace.store.copies(of: members.map(\.identity))
        // What was written to one that has come from another domain comes with it.
        if let before, before.identity != object.identity {
            copies[object.identity] = try await workspace.store.copies(of: [before.identity])[before.identity]
        }
        let writeBacks = try making.writeBacks(linked, copies: copies)
        return ObjectPreview(
            label: making.label(linked, before),
            sentence: making.sentence(linked, before, change, errors)
                + PreviewMaking.sentence(writeBacks),
            source: trial.source,
            imported: imported,
            scope: making.scope(linked),
            join: making.join(linked, before),
            metaverse: metaverse,
            left: making.left(before, link),
            operation: change?.operation.rawValue,
            exported: exported,
            writeBacks: writeBacks,
            others: making.others(base, result, besides: anchors),
            errors: errors,
            verdict: verdict.isEmpty ? nil : verdict.joined(separator: " "),
            notes: notes,
            names: making.names(in: imported + (metaverse + exported).map(\.values))
        )
    }

    /// What a workspace would hold after a run.
    static func spaces(_ spaces: ObjectSpaces, _ result: SynchronizationResult) -> ObjectSpaces {
        let returned = spaces.returned.map { object in
            var object = object
            object.link = result.links[object.identity]
            return object
        }
        let renewed = spaces.spaces.map { connector, objects in
            let linked = objects.map { object in
                var object = object
                object.link = result.links[object.identity]
                return object
            }
            return (connector: connector, objects: linked.sorted { $0.identity < $1.identity })
        }
        return ObjectSpaces(
            workspace: spaces.workspace,
            spaces: renewed,
            returned: returned,
            metaverse: result.metaverse,
            desired: result.images,
            exported: spaces.exported,
            copies: spaces.copies
        )
    }
}
