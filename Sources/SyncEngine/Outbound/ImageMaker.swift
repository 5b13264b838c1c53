import Directory
import Foundation
import SyncExpressions
import SyncRules

/// Makes what the tenant should hold of metaverse objects, one after another, in memory that it keeps.
///
/// It reads nothing from the store and writes nothing to it. Each thread that evaluates has its own.
final class ImageMaker {
    /// An object whose image is to be made.
    struct Work: Sendable {
        let object: MetaverseObject
        let before: ExportImage?
    }

    /// What came of it.
    struct Made: Sendable {
        /// The image; nothing where the object is not exported, or has an error.
        fileprivate(set) var image: ExportImage?
        /// The attributes that the image had, and that no rule for its class writes any more.
        fileprivate(set) var left: [AttributeID] = []
        /// Whether the image is what it was.
        fileprivate(set) var isAsItWas = false
        fileprivate(set) var error: ObjectError?
        /// Whether it hangs on what it was as well.
        fileprivate(set) var isUnsettled = false
        /// The fingerprints of the image as it was and as it is, zero where there is none.
        fileprivate(set) var prints: (before: UInt64, now: UInt64) = (0, 0)
        /// The source anchor as earlier versions wrote bytes, where there was no image.
        fileprivate(set) var formerAnchor: String?

        /// Gives the image the source anchor as earlier versions wrote it.
        mutating func takeFormerAnchor(_ digest: EntryDigest) {
            guard let made = image, let formerAnchor else { return }
            let known = ExportImage(
                connector: made.connector,
                metaverse: made.metaverse,
                objectClass: made.objectClass,
                anchor: formerAnchor,
                entry: made.entry
            )
            self.formerAnchor = nil
            image = known
            prints.now = digest.digest(known)
        }

        /// Gives attributes that no rule writes any more the values that the target has of them.
        mutating func leave(as accepted: PackedEntry, _ before: ExportImage, _ digest: EntryDigest) {
            guard let made = image else { return }
            var packer = EntryPacker()
            packer.begin(dn: made.entry.dn)
            for (entry, attributes) in [(made.entry, made.entry.attributes), (accepted, left)] {
                for attribute in attributes {
                    for value in entry.values(of: attribute) { packer.add(attribute, value) }
                }
            }
            let kept = ExportImage(
                connector: made.connector,
                metaverse: made.metaverse,
                objectClass: made.objectClass,
                anchor: made.anchor,
                entry: packer.finish()
            )
            image = kept
            isAsItWas = kept == before
            prints.now = isAsItWas ? prints.before : digest.digest(kept)
        }
    }

    let connector: ConnectorID
    private let rules: [CompiledRule]
    private let digest: EntryDigest
    private let clock: FileTime
    private let limit: Int
    /// The attributes that tell people who an object is, the best one first.
    private let labels: [AttributeID]
    private let targets: OutboundTargets
    /// The attributes by which images refer to other objects.
    private let references: [AttributeID]
    private let places: EntryPlaces
    private let runner: FlowRunner
    private let members: FlowMembers

    /// `limit` is above the number of every attribute that rules read.
    init(
        connector: ConnectorID,
        rules: [CompiledRule],
        digest: EntryDigest,
        clock: FileTime,
        limit: Int,
        labels: [AttributeID]
    ) {
        self.connector = connector
        self.rules = rules
        self.digest = digest
        self.clock = clock
        self.limit = limit
        self.labels = labels
        targets = OutboundTargets(rules)
        references = Set(rules.lazy.flatMap(\.flows).flatMap(\.references)).sorted()
        places = EntryPlaces(limit: limit)
        runner = FlowRunner(direction: .outbound, clock: clock)
        members = FlowMembers(limit: limit)
    }

    /// One more, for another thread.
    func another() -> ImageMaker {
        ImageMaker(connector: connector, rules: rules, digest: digest, clock: clock, limit: limit, labels: labels)
    }

    /// Finds out whether an object is exported, and under which name.
    func look(at object: MetaverseObject, _ looked: inout LookedNames) {
        let isExported = places.withView(of: object.entry) { view in
            guard let number = targets.number(for: object.objectClass, view) else { return false }
            targets[number].names.append(of: object.entry, view, clock: clock, to: &looked.names)
            return true
        }
        if isExported { looked.objects.append((object.identifier, looked.names.count)) }
    }

    /// Walks over the metaverse objects that an object refers to, as far as rules send that on.
    func eachReference(of object: MetaverseObject, _ body: (MetaverseID) -> Void) {
        places.withView(of: object.entry) { view in
            for attribute in references {
                for value in view.values(attribute) {
                    if let identifier = MetaverseID(text: value) { body(identifier) }
                }
            }
        }
    }

    /// The name that an object which was looked at keeps although its source anchor changes, since the target knows it by that
    /// name and others refer to it; nothing where it has the name that rules give it.
    ///
    /// So it does where a rule's error is what comes of the change: the object stays as it was.
    func keptName(
        of identifier: MetaverseID,
        _ exported: ExportedNames,
        _ transaction: any SynchronizationTransaction
    ) throws -> String? {
        guard let name = exported.name(of: identifier),
            let before = try transaction.image(of: identifier, for: connector),
            !Self.isName(name, of: before.anchor), before.entry.dn != name,
            let object = try transaction.metaverseObject(identifier)
        else { return nil }
        let made = make(Work(object: object, before: before), exported)
        guard made.error != nil || made.image.map({ $0.anchor != before.anchor }) ?? false,
            try transaction.acceptedImage(anchor: before.anchor, of: identifier, for: connector) != nil
        else { return nil }
        return before.entry.dn
    }

    /// Whether a name is the one that comes of a source anchor.
    static func isName(_ name: String, of anchor: String) -> Bool { name == "CN={\(ASCII.hex(Array(anchor.utf8)))}" }

    /// Makes the image of an object that was looked at.
    func make(_ work: Work, _ names: some ImageNames) -> Made {
        var made = Made()
        if let before = work.before { made.prints.before = digest.digest(before) }
        made.image = image(work, names, &made)
        guard let image = made.image else { return made }
        made.isAsItWas = image == work.before
        made.prints.now = made.isAsItWas ? made.prints.before : digest.digest(image)
        return made
    }

    private func image(_ work: Work, _ names: some ImageNames, _ made: inout Made) -> ExportImage? {
        let object = work.object
        let (number, plan, failure) = members.with(object.entry, in: nil) { members in
            let number = members.first.flatMap { targets.number(for: object.objectClass, $0.view) }
            guard let number else { return (Int?.none, FlowPlan?.none, FlowFailure?.none) }
            let plan = targets.plan(of: number, isNew: work.before == nil)
            let input = FlowRunner.Input(members: members, previous: work.before?.entry)
            return (number, plan, runner.run(plan, on: input, resolver: names))
        }
        guard let number, let plan else { return nil }
        made.isUnsettled = !plan.isSettled
        if let failure {
            made.error = error(failure.code, object, failure.rule.rule.name, failure.error.description)
            return nil
        }
        let target = targets[number]
        var anchors = target.anchor.map { StoredValues(runner.composer.stored($0.connector)) }
        guard let anchor = anchors?.next() else {
            let rule = target.provisioning.rule.name
            made.error = error("missing-anchor", object, rule, "The rules give it no source anchor.")
            return nil
        }
        let (written, former) = Self.text(of: anchor, isBinary: target.isAnchorBinary)
        // A source anchor does not change. Where there is no image, whoever reads the store asks what the target knows.
        let text = former.flatMap { $0 == work.before?.anchor ? $0 : nil } ?? written
        if work.before == nil { made.formerAnchor = former }
        let entry = names.withName(of: object.identifier) { runner.composer.finish(name: $0) }
        if let before = work.before, before.objectClass == target.provisioning.rule.targetClass, before.entry != entry {
            made.left = before.entry.attributes(differingFrom: entry).filter {
                !target.written.contains($0) && entry.values(of: $0).isEmpty
            }
        }
        return ExportImage(
            connector: connector,
            metaverse: object.identifier,
            objectClass: target.provisioning.rule.targetClass,
            anchor: text,
            entry: entry
        )
    }

    /// How a source anchor is written: text as it is, bytes in base64, as the metaverse has them (entra-connect.md 6.3).
    ///
    /// `former` is how earlier versions wrote bytes.
    private static func text(of anchor: UnsafeRawBufferPointer, isBinary: Bool) -> (written: String, former: String?) {
        // Bytes that are no text, and a null byte, at which a store ends a text.
        let text = anchor.contains(0) ? nil : String(validating: anchor, as: UTF8.self)
        let plain = text ?? ASCII.hex(anchor)
        return isBinary ? (Data(anchor).base64EncodedString(), plain) : (plain, nil)
    }

    /// An error of an object.
    func error(_ code: String, _ object: MetaverseObject, _ rule: String?, _ message: String) -> ObjectError {
        ObjectError(
            code: code,
            connector: connector,
            object: object.identifier.description,
            label: labels.lazy.compactMap { object.entry.text($0) }.first { !$0.isEmpty },
            rule: rule,
            message: message
        )
    }
}
