import Directory
import LDAPClient
import SyncEngine

/// Reads what has changed in one domain over one connection.
///
/// Active Directory is asked which objects have changed, and each of these is read whole: what DirSync sends is a part of an
/// object, and some attributes it never sends. Content synchronization sends whole entries. Where something has changed
/// that no rule takes, what lies below it is read anew: it may have another name now, and nobody tells that of what lies
/// below.
struct DomainChanges {
    /// To how many objects references are looked for by name.
    private static let mostNames = 2000
    /// How many of them are asked for at once.
    private static let namesAtOnce = 20

    /// How the reading ended.
    enum Outcome {
        /// Everything has been delivered; a later reading begins at the cursor.
        case told(ChangeCursor, referencesFollow: Bool)
        /// The server cannot tell what has changed, and says why.
        case mustReadInFull(String)
    }

    let reader: DomainReader
    let connection: LDAPConnection
    /// Naming contexts inside of the domain that are no part of it, in small letters, each after a comma.
    private let outside: [String]

    init(_ reader: DomainReader, _ connection: LDAPConnection) async throws {
        self.reader = reader
        self.connection = connection
        let root = try await connection.rootDSE()
        let contexts =
            root.namingContexts + [root.configurationNamingContext, root.schemaNamingContext].compactMap { $0 }
        outside = contexts.filter { !ForestDomain.isSame($0, reader.domain.name) }.map { "," + ASCII.lowercased($0) }
            .filter { $0.hasSuffix("," + ASCII.lowercased(reader.domain.name)) }
    }

    func read(
        since cursor: ChangeCursor,
        _ deliver: (ChangesPage) async throws -> Void
    ) async throws -> Outcome {
        // What was delivered by an attempt before does not count.
        try await deliver(ChangesPage(partition: reader.domain.name, begins: true, changes: []))
        return switch cursor.method {
        case .syncRepl: try await ContentChanges(self).read(since: cursor, deliver)
        case .dirSync, .usn: try await NumberedChanges(self).read(since: cursor, deliver)
        case .none: .mustReadInFull("The server cannot be asked what has changed.")
        }
    }

    /// Whether a name belongs to the domain itself.
    func isOwn(_ name: String) -> Bool {
        let name = ASCII.lowercased(name)
        return !outside.contains { name.hasSuffix($0) || name == $0.dropFirst() }
    }

    /// What whole entries say: those that rules take are there, others have gone if they were ever known.
    func page(of entries: [PackedEntry]) -> ChangesPage {
        let page = reader.maker.page(of: reader.own(entries), begins: false)
        let taken = Set(page.objects.map(\.identity.anchor))
        let unusable = Set(page.errors.map(\.object))
        let others = entries.filter { !unusable.contains($0.dn) }.compactMap(anchor).filter { !taken.contains($0) }
        return ChangesPage(
            partition: reader.domain.name,
            begins: false,
            changes: page.objects.map { .present($0) } + others.map { .absent(anchor: $0) },
            errors: page.errors
        )
    }

    /// The names of entries below which everything has to be read: those that no rule takes, and containers that may have
    /// come from where nothing is read.
    func namesAbove(_ entries: [PackedEntry], _ page: ChangesPage) -> Set<String> {
        let taken = Set(names(of: page))
        return Set(entries.filter { !taken.contains($0.dn) || reader.maker.mayBringOthers($0) }.map(\.dn))
    }

    /// The names of the objects that a page says are there.
    func names(of page: ChangesPage) -> [String] {
        page.changes.compactMap { change in
            if case .present(let object) = change { object.entry.dn } else { nil }
        }
    }

    /// Reads what refers to objects that may not have been known, and delivers it.
    ///
    /// References follow an object where nothing is read as well, and nobody tells that of what refers to it: beside a filter
    /// that object may have another name here than the one that was read with the reference, or the reference went when the
    /// object left.
    func deliver(
        referringTo names: Set<String>,
        _ deliver: (ChangesPage) async throws -> Void
    ) async throws {
        let references = reader.request.references
        guard !reader.maker.takesEverything, !names.isEmpty, !references.isEmpty else { return }
        let sorted = names.sorted()
        var filters: [SearchFilter] = []
        if sorted.count > Self.mostNames {
            // To look for each of so many would take longer than to read whatever refers to anything.
            filters.append(.any(references.map { .present($0) }))
        } else {
            for start in stride(from: 0, to: sorted.count, by: Self.namesAtOnce) {
                let batch = sorted[start..<min(start + Self.namesAtOnce, sorted.count)]
                filters.append(.any(batch.flatMap { name in references.map { SearchFilter.equal($0, text: name) } }))
            }
        }
        for filter in filters {
            var search = reader.search(below: reader.domain.name)
            search.filter = .all([search.filter, filter])
            _ = try await connection.search(search, table: reader.table).deliver { page in
                try await deliver(self.page(of: page.entries.filter { isOwn($0.dn) }))
            }
        }
    }

    /// Reads everything below names that may be new, and delivers it.
    func deliver(below names: Set<String>, _ deliver: (ChangesPage) async throws -> Void) async throws {
        for name in names.sorted() where !ForestDomain.isSame(name, reader.domain.name) {
            do {
                _ = try await connection.search(reader.search(below: name), table: reader.table).deliver { page in
                    try await deliver(self.page(of: page.entries))
                }
            } catch let error as LDAPError where error.code == .noSuchObject {
                // It has another name again, or has gone: the next reading tells.
                continue
            }
        }
    }

    private func anchor(_ entry: PackedEntry) -> [UInt8]? {
        Entry(entry, table: reader.table).bytes("objectGUID").first.map { Array($0) }
    }
}
