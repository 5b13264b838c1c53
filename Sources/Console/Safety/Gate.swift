import HTTPTypes
import Hummingbird
import HummingbirdCore

/// Looks at every request before anything else does: under which name it came, from whom, from which page.
struct Gate: Sendable {
    /// The path that the one-time link begins with.
    static let entrance = "/enter/"

    let port: Int
    let hosts: HostList
    let book: SessionBook
    let limits: ConsoleLimits
    let peers: PeerAccount
    /// Hands a new link to whoever sees the terminal.
    let announce: @Sendable (Secret) async -> Void

    /// What may come of a request.
    enum Passage: Sendable {
        /// A page is wanted in this session.
        case inside(SessionName)
        /// The link was used: this is the cookie of the new session.
        case entered(cookie: String)
    }

    /// The name of the cookie; with the port, since browsers do not keep cookies of ports apart.
    private var cookieName: String { "dryad_console_\(port)" }

    /// Lets a request in, or says why not.
    func pass(_ request: Request, from peer: Int?) async throws(Refusal) -> Passage {
        // The first host is the authority of the request; a second one stays among the fields, and a request has no two.
        guard hosts.contains(request.head.authority),
            HTTPField.Name("Host").map({ request.headers[values: $0].isEmpty }) ?? false,
            let path = request.head.path,
            path.hasPrefix("/"),
            !path.hasPrefix("//")
        else { throw .otherHost }
        if let peer, peers.isForeign(from: peer, to: port) { throw .noSession }
        guard request.method == .get || request.method == .post else { throw .otherMethod }
        if request.method == .get, path.hasPrefix(Self.entrance) {
            guard let secret = await book.enter(String(path.dropFirst(Self.entrance.count))) else { throw .noSession }
            return .entered(
                cookie: "\(cookieName)=\(secret.text); Path=/; HttpOnly; SameSite=Strict"
            )
        }
        // Whoever serves another port of this host can add cookies of this name: one that is right is enough.
        for cookie in cookies(of: request).prefix(8) {
            switch await book.standing(cookie) {
            case .unknown: continue
            case .expired:
                guard await book.forgetExpired(cookie) else { continue }
                await announce(await book.newLink())
                throw .expired
            case .open(let name):
                try checkOrigin(request)
                return .inside(name)
            }
        }
        throw .noSession
    }

    /// Takes the fields of a form, if it was made for this session and comes for the first time.
    func form(_ request: Request, of session: SessionName) async throws(Refusal) -> FormFields {
        let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() }
        guard type == "application/x-www-form-urlencoded" else { throw .unreadable }
        let bytes: [UInt8]
        do {
            bytes = Array(try await request.body.collect(upTo: limits.body).readableBytesView)
        } catch {
            throw .tooLarge
        }
        guard let text = String(validating: bytes, as: UTF8.self), let fields = FormFields(text, most: limits.fields)
        else { throw .unreadable }
        switch await book.spend(fields["form"] ?? "", of: session) {
        case .fresh: return fields
        case .spent: throw .replayed
        case .unknown: throw .unknownForm
        }
    }

    /// A write has to come from a page of this server; a stream must not be asked for by another one.
    private func checkOrigin(_ request: Request) throws(Refusal) {
        let site = HTTPField.Name("Sec-Fetch-Site").flatMap { request.headers[$0] }
        let mode = HTTPField.Name("Sec-Fetch-Mode").flatMap { request.headers[$0] }
        let isFromElsewhere = site == "cross-site" || site == "same-site"
        guard request.method == .post else {
            // A link that leads here from elsewhere is a person's choice; anything else that comes from there is not.
            guard !isFromElsewhere || mode == "navigate" else { throw .otherOrigin }
            return
        }
        guard let host = request.head.authority, !isFromElsewhere,
            let name = HTTPField.Name("Origin"), request.headers[values: name] == [HostList.origin(of: host)]
        else { throw .otherOrigin }
    }

    private func cookies(of request: Request) -> [String] {
        request.headers[values: .cookie].flatMap { $0.split(separator: ";") }.compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1).map { $0.drop { $0 == " " } }
            return parts.count == 2 && parts[0] == cookieName ? String(parts[1]) : nil
        }
    }
}
