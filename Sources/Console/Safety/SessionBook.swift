/// Who may come in: the link that opens once, the sessions that came of it, the forms that were made for them.
actor SessionBook {
    private let limits: ConsoleLimits
    private let now: @Sendable () -> Double
    private let chance: @Sendable (Int) -> [UInt8]
    private var link: Secret?
    private var sessions: [Session] = []
    private var count = 0

    init(
        limits: ConsoleLimits,
        now: @escaping @Sendable () -> Double,
        chance: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.limits = limits
        self.now = now
        self.chance = chance
    }

    /// Makes the link that opens once; an earlier one opens nothing any more.
    func newLink() -> Secret {
        let secret = Secret(chance)
        link = secret
        return secret
    }

    /// Opens a session for whoever has the link, and uses the link up.
    func enter(_ guess: String) -> Secret? {
        guard let link, link.matches(guess) else { return nil }
        self.link = nil
        let secret = Secret(chance)
        count += 1
        if sessions.count >= limits.sessions,
            let oldest = sessions.indices.min(by: { sessions[$0].lastUse < sessions[$1].lastUse })
        {
            sessions.remove(at: oldest)
        }
        sessions.append(Session(name: SessionName(number: count), secret: secret, now: now()))
        return secret
    }

    /// What a cookie is worth; a session that is used stays open.
    func standing(_ cookie: String) -> Session.Standing {
        var found: Int?
        for (place, session) in sessions.enumerated() where session.secret.matches(cookie) { found = place }
        guard let found else { return .unknown }
        let moment = now()
        if moment - sessions[found].lastUse > limits.session { sessions[found].isOver = true }
        guard !sessions[found].isOver else { return .expired }
        sessions[found].lastUse = moment
        return .open(sessions[found].name)
    }

    /// Ends a session.
    func leave(_ name: SessionName) {
        sessions.removeAll { $0.name == name }
    }

    /// Takes an expired session out of the book, once: whoever asks first is told.
    func forgetExpired(_ cookie: String) -> Bool {
        guard let place = sessions.firstIndex(where: { $0.isOver && $0.secret.matches(cookie) }) else { return false }
        sessions.remove(at: place)
        return true
    }

    /// A token for a form that is about to be shown.
    func newForm(for name: SessionName) -> Secret {
        let secret = Secret(chance)
        if let place = sessions.firstIndex(where: { $0.name == name }) {
            sessions[place].add(secret, most: limits.forms)
        }
        return secret
    }

    /// Spends the token of a form that was sent.
    func spend(_ token: String, of name: SessionName) -> Session.FormStanding {
        guard let place = sessions.firstIndex(where: { $0.name == name }) else { return .unknown }
        return sessions[place].spend(token)
    }
}
