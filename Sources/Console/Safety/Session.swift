/// One browser that came by a link, as long as it may stay.
struct Session: Sendable {
    /// What a request with this session's cookie is.
    enum Standing: Sendable {
        /// The session is open.
        case open(SessionName)
        /// It was open, and nobody used it for too long.
        case expired
        /// There is no such session, and there was none.
        case unknown
    }

    /// What a form's token is worth.
    enum FormStanding: Sendable {
        /// The form was made for this session and has not been sent yet.
        case fresh
        /// It has been sent already.
        case spent
        /// It was not made for this session, or too long ago.
        case unknown
    }

    /// Its name in this process.
    let name: SessionName
    /// What its cookie says.
    let secret: Secret
    /// When it was used last, in seconds.
    var lastUse: Double
    /// Whether it has ended.
    var isOver = false
    /// The forms that were made for it, oldest first.
    private(set) var forms: [(secret: Secret, isSpent: Bool)] = []

    init(name: SessionName, secret: Secret, now: Double) {
        self.name = name
        self.secret = secret
        lastUse = now
    }

    /// Remembers a form, and forgets the oldest where there are too many.
    mutating func add(_ form: Secret, most: Int) {
        forms.append((form, false))
        if forms.count > most { forms.removeFirst(forms.count - most) }
    }

    /// Spends a form.
    mutating func spend(_ guess: String) -> FormStanding {
        var found: Int?
        for (place, form) in forms.enumerated() where form.secret.matches(guess) { found = place }
        guard let found else { return .unknown }
        defer { forms[found].isSpent = true }
        return forms[found].isSpent ? .spent : .fresh
    }
}

/// The number of a session, which is no secret.
struct SessionName: Sendable, Hashable {
    /// Counted from 1.
    let number: Int
}
