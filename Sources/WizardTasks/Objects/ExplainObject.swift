import Connectors
import Directory
import DirectorySchema
import SQLiteStore
import SyncEngine
import SyncRules

/// Says why an object or one of its attributes is in the tenant as it is, or why not; of an attribute also why it goes back to
/// a forest, or does not.
///
/// The steps are asked in the order in which a value travels: the cached schema, what rules read, what is imported, scope,
/// join, precedence, null, export, the tenant. An object that was never imported is read from its forest, once.
public struct ExplainObject: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Explains the object that is called so, or one attribute of it; where a forest is named, how that goes back to it.
    public func run(_ text: String, attribute: String?, forest: String? = nil) async throws -> ObjectExplanation {
        try await run(text, attribute: attribute, forest: forest, [])
    }

    private func run(
        _ text: String,
        attribute: String?,
        forest: String?,
        _ remarks: [String]
    ) async throws -> ObjectExplanation {
        let name = ObjectName(text)
        let workspace = try await workspace.probingTenant()
        let forest = try forest.map { try workspace.configuration.forest(named: $0) }
        var around = try await Neighbourhood.begin(workspace, about: name)
        let rules = try await ObjectRules.read(workspace)
        if let forest, let attribute { try Self.expectRules(to: forest, attribute, rules) }
        // An attribute is told without whom its object might have been joined with.
        if attribute == nil { try await around.findJoins(rules.tracer) }
        let spaces = try await around.end()
        let attribute = attribute.map { AttributeName($0) }
        let live = LiveReading(workspace: workspace, rules: rules)
        var notes = remarks + rules.notes + [workspace.tenantSilence].compactMap(\.self)
        var subject = try await spaces.find(name)
        notes += subject?.remarks ?? []
        // What holds secrets is asked of no forest, whoever may read it there.
        let isSecret = try await self.isSecret(attribute, workspace)
        if isSecret, let attribute { notes.append("Values of \(attribute) are secrets: no forest was asked for them.") }
        var found: LiveReading.Found?
        if subject?.members.isEmpty ?? true, subject?.metaverse == nil {
            let (all, failures) = try await live.find(name, also: isSecret ? [] : [attribute].compactMap { $0 })
            notes += failures
            if all.count > 1 { throw LiveReading.ambiguous(name, all) }
            found = all.first
            if let found {
                if let (identity, remark) = try await known(found, live) {
                    return try await run(
                        identity.description,
                        attribute: attribute?.spelling,
                        forest: forest?.name,
                        [remark]
                    )
                }
                var seen = subject ?? ObjectSubject()
                seen.members = live.imported(found).map { [$0] } ?? []
                subject = seen
            }
        }
        guard var subject else {
            guard name.dn == nil else {
                throw TaskError(
                    .unknownObject,
                    "\(text) is not in the connector space, and no forest of this workspace shows an object of that name now."
                        + (notes.isEmpty ? "" : "\n" + notes.joined(separator: "\n"))
                )
            }
            throw spaces.unknown(name)
        }
        subject.meant = rules.meant(by: name, subject)
        // Of what was never imported it is the answer itself.
        if found == nil { notes += try await UntakenEntry.notes(of: subject.members, spaces) }
        // What goes to a forest does not ask for them.
        if forest == nil {
            subject.leaving = try await LeavingValues.read(of: subject, spaces, rules)
            subject.rival = try await AnchorRival.read(of: subject, spaces, rules)
        }
        let context = ExplanationContext(
            subject: subject,
            spaces: spaces,
            rules: rules,
            live: found,
            label: found.map { spaces.label($0.object.entry) } ?? spaces.label(subject)
        )
        if let forest {
            let object = WriteBackExplainer.object(of: context, in: forest)
            let standing = try await WriteBackStanding.read(object, of: forest, workspace)
            guard let attribute else {
                guard CopyObjectExplainer.hasAnswer(context, in: forest) else { throw Self.noWholeObjects(forest) }
                return CopyObjectExplainer(context: context, forest: forest, standing: standing).explain(notes)
            }
            return try WriteBackExplainer(context: context, attribute: attribute, forest: forest, standing: standing)
                .explain(notes)
        }
        // Where it is of the cloud, or rules alone have made it, this is the answer itself.
        if context.alone == nil, subject.metaverse != nil { notes += context.copyText.standings.map { "It \($0)." } }
        let verdict = try await TenantForecast.read(subject, spaces)
        if let attribute {
            let extra = isSecret ? nil : try await liveValue(attribute, context, live, &notes)
            notes += waysBack(of: attribute, context)
            return AttributeExplainer(
                context: context,
                attribute: attribute,
                verdict: verdict,
                liveValues: extra,
                gaps: try rules.gaps()
            ).explain(notes)
        }
        return WholeObjectExplainer(context: context, verdict: verdict).explain(notes)
    }

    private func isSecret(_ attribute: AttributeName?, _ workspace: Workspace) async throws -> Bool {
        guard let attribute else { return false }
        return try await SensitiveAttributes(of: workspace).contains(attribute)
    }

    /// The identity of an object that was imported by another name than its forest shows now, with what to say of that; nothing
    /// where it was never imported.
    private func known(
        _ found: LiveReading.Found,
        _ live: LiveReading
    ) async throws -> (identity: ObjectGUID, remark: String)? {
        guard let identity = live.imported(found)?.identity, let guid = ObjectGUID(bytes: identity.anchor) else {
            return nil
        }
        let objects = try await workspace.store.connectorObjects { object in
            object.identity.connector == identity.connector && object.identity.anchor == identity.anchor
        }
        return objects.first.map { object in
            let rest = " `dryad object preview` says what the next one makes of it."
            return (identity: guid, remark: found.renamed(object) + rest)
        }
    }

    /// Refuses what has no answer: a whole object, where no rule makes any.
    private static func noWholeObjects(_ forest: ForestConfiguration) -> TaskError {
        TaskError(
            .options,
            "No rule makes objects in \(forest.name); attributes go back to it alone: name the attribute. `dryad object show` "
                + "tells all that is to be written back to an object."
        )
    }

    /// Refuses what has no answer: a forest that nothing is written back to.
    private static func expectRules(
        to forest: ForestConfiguration,
        _ attribute: String,
        _ rules: ObjectRules
    ) throws {
        guard rules.outwards(to: forest.connector).isEmpty else { return }
        let absence = WriteBackAbsence(rules: rules, forest: forest, attribute: AttributeName(attribute))
        throw TaskError(.options, absence.ofForest)
    }

    /// The forests whose objects rules write an attribute back to: the way to the tenant says nothing of them.
    private func waysBack(of attribute: AttributeName, _ context: ExplanationContext) -> [String] {
        workspace.configuration.forests.filter { forest in
            guard let object = WriteBackExplainer.object(of: context, in: forest) else { return false }
            return context.rules.outwards(to: forest.connector).contains { rule in
                rule.targetClass == object.objectClass && rule.flows.contains { $0.destination == attribute }
            }
        }.map { "Rules write \(attribute) back to \($0.name) as well: `--forest \($0.name)` explains that way." }
    }

    /// What the forest shows of an attribute that no rule reads; nothing where it cannot be asked.
    private func liveValue(
        _ attribute: AttributeName,
        _ context: ExplanationContext,
        _ live: LiveReading,
        _ notes: inout [String]
    ) async throws -> [[UInt8]]? {
        let members = context.subject.meant ?? context.subject.members
        guard let member = members.first, !context.isIncluded(attribute, member.identity.connector),
            context.rules.schema(of: member.identity.connector)?.attribute(attribute) != nil
        else { return nil }
        let entry: PackedEntry
        do {
            if let found = context.live {
                entry = found.object.entry
            } else if let read = try await live.read(member, also: [attribute]) {
                entry = read.entry
            } else {
                return nil
            }
        } catch {
            try Task.checkCancellation()
            notes.append("\(context.name(of: member)) could not be asked for \(attribute): \(error)")
            return nil
        }
        return workspace.store.table.existing(attribute).map { number in
            entry.values(of: number).map { Array($0) }
        }
    }
}
