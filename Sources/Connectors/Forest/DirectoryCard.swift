import Directory
import DirectorySchema
import Foundation
import LDAPClient

/// Looks a directory over: how it is reached, what it is, what this account may read.
///
/// Every question that fails becomes a line; only a connection that cannot be had at all is an error.
struct DirectoryCard {
    private let connection: LDAPConnection
    private let root: RootDSE
    private var checks: [DirectoryCheck] = []

    static func make(_ connection: LDAPConnection, signsIn: Bool) async throws -> [DirectoryCheck] {
        var card = DirectoryCard(connection: connection, root: try await connection.rootDSE())
        await card.lookAtConnection(signsIn)
        card.lookAtServer()
        await card.lookAtSchema()
        await card.lookAtDomain()
        await card.lookAtChanges()
        return card.checks
    }

    private init(connection: LDAPConnection, root: RootDSE) {
        self.connection = connection
        self.root = root
    }

    private mutating func add(
        _ subject: String,
        _ verdict: DirectoryCheck.Verdict,
        _ finding: String,
        _ advice: String? = nil
    ) { checks.append(DirectoryCheck(subject, verdict, finding, advice: advice)) }

    private mutating func lookAtConnection(_ signsIn: Bool) async {
        if let security = await connection.security {
            add("connection", .ok, "\(connection.endpoint.url), \(security.version), \(security.cipher)")
        } else if connection.endpoint.url.scheme == .ldapi {
            add("connection", .ok, "\(connection.endpoint.url), a socket of this machine")
        } else if let identity = await connection.saslIdentity, identity.strength > 0 {
            add("connection", .ok, "\(connection.endpoint.url), without TLS, sealed by the sign-in")
        } else {
            add(
                "connection",
                .warning,
                "\(connection.endpoint.url), not protected",
                "Use an ldaps:// URL or --start-tls."
            )
        }
        if let certificate = await connection.certificate {
            let days = Int(certificate.ends.timeIntervalSinceNow / 86_400)
            let end = certificate.ends.formatted(Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day())
            let isShort = days < 30
            add(
                "certificate",
                isShort ? .warning : .ok,
                "valid until \(end), \(days) days",
                isShort ? "Have it renewed: without it nothing can be read." : nil
            )
        }
        // Not every server knows the question; not knowing the answer is no failure.
        let account = (try? await connection.whoAmI()) ?? ""
        if let identity = await connection.saslIdentity {
            let seal = identity.strength > 0 ? ", sealed with \(identity.strength) bits" : ""
            add("account", .ok, "\(account.isEmpty ? identity.account : account), by SASL\(seal)")
        } else if !account.isEmpty {
            add("account", .ok, account)
        } else if signsIn {
            add("account", .ok, "signed in; the server does not say as whom")
        } else {
            add("account", .warning, "nobody is signed in", "Give an account with --bind-dn.")
        }
    }

    private mutating func lookAtServer() {
        let maker = [root.vendorName, root.vendorVersion].compactMap { $0 }.joined(separator: " ")
        let kind = root.isActiveDirectory ? "Active Directory or shaped like it" : "not Active Directory"
        let name = root.dnsHostName.map { "\($0), " } ?? ""
        add("server", .ok, name + kind + (maker.isEmpty ? "" : ", \(maker)"))
        let level = root.forestFunctionality.flatMap { Self.levels[$0] }
        if let level { add("forest level", .ok, level) }
        let contexts = root.namingContexts.count
        add("partitions", contexts > 0 ? .ok : .failed, "\(contexts) naming context\(contexts == 1 ? "" : "s")")
        let known = Self.controls.filter { root.supportedControls.contains($0.oid) }.map(\.name)
        add(
            "controls",
            known.contains("paging") ? .ok : .failed,
            known.isEmpty ? "none of those that Dryad uses" : known.joined(separator: ", "),
            known.contains("paging") ? nil : "Without paging a large directory cannot be read whole."
        )
    }

    private mutating func lookAtSchema() async {
        guard let context = root.schemaNamingContext else {
            let entry = root.subschemaSubentry
            let advice = entry == nil ? "May this account read the root entry?" : nil
            return add("schema", entry == nil ? .failed : .ok, entry.map { "in \($0)" } ?? "names no schema", advice)
        }
        do throws(LDAPError) {
            let request = SearchRequest(
                base: context,
                scope: .oneLevel,
                filter: ActiveDirectorySchemaReader.filter,
                attributes: ["lDAPDisplayName"],
                pageSize: 1000
            )
            let count = try await connection.search(request, table: AttributeTable()).collect().count
            add(
                "schema",
                count > 0 ? .ok : .failed,
                "\(count) classes and attributes can be read",
                count > 0 ? nil : "Let this account read \(context)."
            )
        } catch { add("schema", .failed, error.description) }
    }

    private mutating func lookAtDomain() async {
        guard let base = root.defaultNamingContext else {
            return add("domain", .warning, "the server names none", "Objects cannot be imported from here yet.")
        }
        do throws(LDAPError) {
            let request = SearchRequest(base: base, scope: .oneLevel, attributes: ["1.1"], pageSize: 1000)
            let count = try await connection.search(request, table: AttributeTable()).collect().count
            add(
                "domain",
                count > 0 ? .ok : .failed,
                "\(base), \(count) entries directly below can be seen",
                count > 0 ? nil : "Let this account read \(base)."
            )
        } catch { add("domain", .failed, "\(base): \(error.description)") }
    }

    /// Deleted objects and the ways to ask for changes, tried out: whether this account may use them shows only then.
    private mutating func lookAtChanges() async {
        guard let base = root.defaultNamingContext ?? root.namingContexts.first else { return }
        if root.isActiveDirectory, root.supportedControls.contains(RequestControl.showDeleted.oid) {
            let deleted = SearchRequest(
                base: "CN=Deleted Objects,\(base)",
                scope: .base,
                attributes: ["1.1"],
                pageSize: nil,
                controls: [.showDeleted]
            )
            add("deleted objects", .ok, await isAnswered(deleted) ? "can be seen" : "cannot be seen, and need not be")
        }
        switch try? await connection.changeStart(of: base) {
        case .cursor(let cursor): add("changes", .ok, Self.words(for: cursor.method))
        case .unavailable(let reason) where ChangeMethod.best(for: root) == .syncRepl:
            add("changes", .ok, "every import reads everything. \(reason)")
        case .unavailable where root.isActiveDirectory:
            add(
                "changes",
                .ok,
                "every import reads everything: this account has not the right Replicating Directory Changes"
            )
        default: add("changes", .ok, "every import reads everything: the server cannot tell what has changed")
        }
    }

    private static func words(for method: ChangeMethod) -> String {
        switch method {
        case .dirSync: "DirSync: imports read what has changed"
        case .syncRepl: "content synchronization: imports read what has changed"
        case .usn: "by the numbers of changes: imports read what has changed"
        case .none: "every import reads everything"
        }
    }

    private func isAnswered(_ request: SearchRequest) async -> Bool {
        let entries = try? await connection.search(request, table: AttributeTable()).collect()
        return entries?.isEmpty == false
    }

    /// MS-ADTS section 6.1.4.4.
    private static let levels = [
        "0": "Windows 2000", "1": "Windows Server 2003, interim", "2": "Windows Server 2003",
        "3": "Windows Server 2008",
        "4": "Windows Server 2008 R2", "5": "Windows Server 2012", "6": "Windows Server 2012 R2",
        "7": "Windows Server 2016",
        "10": "Windows Server 2025",
    ]

    private static let controls: [(oid: String, name: String)] = [
        ("1.2.840.113556.1.4.319", "paging"), (RequestControl.directorySynchronization().oid, "DirSync"),
        (RequestControl.showDeleted.oid, "show deleted"), (RequestControl.extendedNames.oid, "extended names"),
        ("1.2.840.113556.1.4.801", "security descriptors in part"),
        ("1.3.6.1.4.1.4203.1.9.1.1", "content synchronization"),
    ]
}
