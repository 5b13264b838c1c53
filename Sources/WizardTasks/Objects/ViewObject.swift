import CloudTenant
import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// Shows one object wherever it is, with where each value comes from.
public struct ViewObject: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Looks at the object that is called so.
    public func run(_ text: String) async throws -> ObjectView {
        let name = ObjectName(text)
        let workspace = try await workspace.probingTenant()
        let spaces = try await Neighbourhood.read(workspace, about: name)
        guard var subject = try await spaces.find(name) else { throw spaces.unknown(name) }
        let rules = try await ObjectRules.read(workspace)
        subject.meant = rules.meant(by: name, subject)
        subject.leaving = try await LeavingValues.read(of: subject, spaces, rules)
        subject.rival = try await AnchorRival.read(of: subject, spaces, rules)
        var view = Self.view(subject, spaces, rules)
        view.notes += try await UntakenEntry.notes(of: subject.members, spaces)
        let making = ObjectViewMaking(subject: subject, spaces: spaces, names: spaces.referenceNames())
        for (place, member) in subject.members.enumerated() {
            guard let change = try await workspace.store.writeBack(to: member.identity) else { continue }
            making.note(change, on: &view.spaces[place].attributes)
        }
        return view
    }

    static func view(_ subject: ObjectSubject, _ spaces: ObjectSpaces, _ rules: ObjectRules) -> ObjectView {
        let names = ReferenceNames(spaces)
        let before = subject.metaverse?.entry
        let inbound =
            before != nil || subject.isUnmade
            ? rules.tracer.inbound(subject.sources, before: before, resolve: names.identity) : nil
        let outbound = subject.metaverse.flatMap { object in
            rules.tracer.outbound(object, before: subject.desired?.entry, resolve: names.name)
        }
        let making = ObjectViewMaking(subject: subject, spaces: spaces, names: spaces.referenceNames())
        let copies = CopyObjectText(subject: subject, spaces: spaces, rules: rules)
        let image = making.image(outbound)
        let tenant = making.tenant()
        return ObjectView(
            label: spaces.label(subject),
            sentence: making.sentence(image, outbound, copies),
            problems: making.problems(inbound, outbound),
            notes: rules.notes + subject.remarks + [spaces.workspace.tenantSilence].compactMap(\.self),
            spaces: subject.sources.map { making.space($0, rules.tracer, copies) },
            made: subject.copies.filter { $0.number == nil }.map { making.made($0, copies) },
            metaverse: making.metaverse(inbound),
            image: image,
            tenant: tenant
        )
    }
}
