import Directory

/// Why something with a directory server did not work.
public struct LDAPError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is; more may be added.
    public struct Code: Sendable, Hashable {
        /// The word for it.
        public let word: String

        /// The host name leads nowhere.
        public static let hostNotFound = Code(word: "hostNotFound")
        /// No connection to the host's port.
        public static let unreachable = Code(word: "unreachable")
        /// TLS could not be set up.
        public static let tlsFailed = Code(word: "tlsFailed")
        /// The certificate is signed by nobody who is trusted, or its time is over.
        public static let certificateUntrusted = Code(word: "certificateUntrusted")
        /// The certificate is for another host.
        public static let certificateForAnotherHost = Code(word: "certificateForAnotherHost")
        /// A password would have crossed the network in the clear, or is empty.
        public static let insecure = Code(word: "insecure")
        /// Name or password are wrong, or the account may not be used.
        public static let invalidCredentials = Code(word: "invalidCredentials")
        /// There are no tickets for the account, or the server does not take them.
        public static let kerberos = Code(word: "kerberos")
        /// The server wants signing or TLS.
        public static let strongerAuthRequired = Code(word: "strongerAuthRequired")
        /// The account may not do that.
        public static let insufficientAccess = Code(word: "insufficientAccess")
        /// There is no such entry.
        public static let noSuchObject = Code(word: "noSuchObject")
        /// The server stopped at a number of entries.
        public static let sizeLimit = Code(word: "sizeLimit")
        /// The server stopped after a time.
        public static let timeLimit = Code(word: "timeLimit")
        /// The server stopped at a limit its administrator set.
        public static let adminLimit = Code(word: "adminLimit")
        /// The server is busy or not ready.
        public static let busy = Code(word: "busy")
        /// The connection broke.
        public static let serverDown = Code(word: "serverDown")
        /// No answer in time.
        public static let timeout = Code(word: "timeout")
        /// The task was cancelled.
        public static let cancelled = Code(word: "cancelled")
        /// The server sent something that makes no sense.
        public static let protocolViolation = Code(word: "protocolViolation")
        /// The server sent a part of an attribute's values.
        public static let rangedValues = Code(word: "rangedValues")
        /// The server cannot do what was asked for.
        public static let notSupported = Code(word: "notSupported")
        /// The attribute table is full.
        public static let tableFull = Code(word: "tableFull")
        /// The server answered with any other result code.
        public static let result = Code(word: "result")
        /// libldap itself failed.
        public static let library = Code(word: "library")
    }

    /// The kind.
    public let code: Code
    /// What happened and what to do.
    public let description: String
    /// The server's URL.
    public let server: String?
    /// The server's result code.
    public let resultCode: LDAPResultCode?
    /// The part of the name that the server found.
    public let matchedDN: String?
    /// The server's own words.
    public let diagnosticMessage: String?
    /// The certificate that was refused.
    public let certificate: ServerCertificate?

    init(
        _ code: Code,
        _ description: String,
        at endpoint: LDAPEndpoint? = nil,
        resultCode: LDAPResultCode? = nil,
        matchedDN: String? = nil,
        diagnosticMessage: String? = nil,
        certificate: ServerCertificate? = nil
    ) {
        self.code = code
        self.description = description
        server = endpoint?.url.description
        self.resultCode = resultCode
        self.matchedDN = matchedDN
        self.diagnosticMessage = diagnosticMessage
        self.certificate = certificate
    }

    /// The same error with another sentence.
    init(_ error: LDAPError, saying description: String) {
        code = error.code
        self.description = description
        server = error.server
        resultCode = error.resultCode
        matchedDN = error.matchedDN
        diagnosticMessage = error.diagnosticMessage
        certificate = error.certificate
    }

    /// Whether trying again later can help.
    ///
    /// Nothing is tried again by itself.
    public var isRetriable: Bool { [Code.busy, .serverDown, .timeout, .unreachable].contains(code) }

    /// Whether the connection is over with it; another one has to be opened.
    public var endsConnection: Bool {
        [
            Code.hostNotFound, .unreachable, .tlsFailed, .certificateUntrusted, .certificateForAnotherHost, .serverDown,
        ]
        .contains(code)
    }
}
