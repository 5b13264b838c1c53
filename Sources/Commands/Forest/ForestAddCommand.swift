import ArgumentParser
import Connectors
import Directory
import Foundation
import Lab
import LDAPClient
import WizardTasks

/// The command `dryad forest add`.
struct ForestAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a forest, after it has answered.",
        discussion: """
            dryad forest add corp --url ldaps://dc1.corp.example \\
              --bind-dn reader@corp.example --password-file reader.password
            With --plan it is asked and nothing is added yet; the exit code is 2.
            """
    )

    @Argument(help: "The name by which you call the forest.")
    var name: String
    @Option(help: "Where it is: ldaps://host, ldap://host:port or ldapi://%2Fpath.")
    var url: String?
    @Option(help: "Read it from an LDIF file instead.")
    var ldif: String?
    @Option(help: ArgumentHelp("Another server to try, after the first; may be given several times.", valueName: "url"))
    var server: [String] = []
    @Option(help: ArgumentHelp("Find further servers of this domain in the DNS.", valueName: "domain"))
    var discover: String?
    @Option(help: ArgumentHelp("Where another domain of the forest is read.", valueName: "domain=url"))
    var domain: [String] = []
    @Option(help: ArgumentHelp("Leave a domain of the forest out; may be given several times.", valueName: "domain"))
    var excludeDomain: [String] = []
    @Option(name: .customLong("bind-dn"), help: "Who signs in: a DN or a user principal name.")
    var bindName: String?
    @Option(help: "The file with the password; nobody else may read it.")
    var passwordFile: String?
    @Option(help: "The environment variable with the password.")
    var passwordEnvironment: String?
    @Option(help: "The open descriptor from which the password is read.")
    var passwordDescriptor: Int32?
    @Option(help: "Sign in by Kerberos with the keys in this keytab; nobody else may read it.")
    var keytab: String?
    @Option(help: "Sign in by Kerberos with the tickets in this file; nobody else may read it.")
    var ticketCache: String?
    @Option(help: "How Kerberos is spoken: GSSAPI or GSS-SPNEGO.")
    var mechanism: KerberosAccount.Mechanism = .gssapi
    @Option(help: "The certificate that signs in, a PEM file.")
    var clientCertificate: String?
    @Option(help: "The key of that certificate, a PEM file; nobody else may read it.")
    var clientKey: String?
    @Option(name: .customLong("ca-file"), help: "The certificate authorities to trust, a PEM file.")
    var authorityFile: String?
    @Flag(name: .customLong("start-tls"), help: "Begin TLS on a plain connection.")
    var startsTLS = false
    @Flag(help: "Let a password cross without TLS, to an address of this machine only.")
    var insecurePlaintext = false
    @Flag(name: .customLong("from-lab"), help: "Take address, account and certificate authority from the lab.")
    var fromLab = false
    @Option(help: ArgumentHelp("Write the plan to a file, for `dryad apply`.", valueName: "file"))
    var plan: String?
    @OptionGroup var labOptions: LabOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard [url != nil, ldif != nil, fromLab].count(where: { $0 }) == 1 else {
            throw ValidationError("Say where the forest is: with --url, with --ldif or with --from-lab, one of them.")
        }
        guard !startsTLS || url?.lowercased().hasPrefix("ldap://") == true else {
            throw ValidationError("--start-tls is for ldap:// URLs; ldaps:// has TLS from the beginning.")
        }
        let proofs = [
            passwordFile != nil, passwordEnvironment != nil, passwordDescriptor != nil, keytab != nil,
            ticketCache != nil,
        ]
        guard proofs.count(where: { $0 }) <= 1 else {
            throw ValidationError("Give one of a password file, variable or descriptor, a keytab and a ticket cache.")
        }
        guard !proofs[0...2].contains(true) || bindName != nil else {
            throw ValidationError("A password needs an account: --bind-dn.")
        }
        guard bindName == nil || proofs.contains(true) || clientCertificate != nil else {
            throw ValidationError(
                "An account needs a proof: --password-file, --password-environment, --password-descriptor, --keytab, "
                    + "--ticket-cache or --client-certificate."
            )
        }
        guard plan == nil || passwordDescriptor == nil else {
            throw ValidationError(
                "A descriptor is read once, and a plan is applied later: give --password-file or --password-environment."
            )
        }
        guard url != nil || server.isEmpty && domain.isEmpty && discover == nil else {
            throw ValidationError("--server, --discover and --domain belong to --url.")
        }
        guard !fromLab || excludeDomain.isEmpty else {
            throw ValidationError("--exclude-domain belongs to --url or --ldif.")
        }
        guard domain.allSatisfy({ $0.split(separator: "=", maxSplits: 1).count == 2 }) else {
            throw ValidationError("--domain is DOMAIN=URL, such as sub.corp.example=ldaps://dc3.sub.corp.example.")
        }
        let domains = domainServers
        guard domains.count == domain.count else {
            throw ValidationError("A domain is given twice; it has one server.")
        }
        for url in server + domains.values.sorted() where LDAPURL(url) == nil {
            throw ValidationError("\(url) is not an LDAP URL, such as ldaps://dc2.corp.example.")
        }
        for name in domains.keys.sorted() + excludedDomains + (discoveryDomain.map { [$0] } ?? [])
        where !ForestConfiguration.isDomain(name) {
            throw ValidationError("\(name) is not the DNS name of a domain, such as corp.example.")
        }
        guard (clientCertificate == nil) == (clientKey == nil) else {
            throw ValidationError("--client-certificate and --client-key go together.")
        }
    }

    private var domainServers: [String: String] {
        Dictionary(
            domain.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }.map { ($0[0].lowercased(), $0[1]) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private var excludedDomains: [String] { excludeDomain.map { $0.lowercased() } }

    private var discoveryDomain: String? { discover?.lowercased() }

    func run() async throws {
        let task = AddForest(in: try await workspace.open())
        // Those of a server stand with its addresses.
        let excluded = ldif == nil ? [] : excludedDomains
        if let plan {
            let made = try await task.plan(name: name, source: try source(), excludedDomains: excluded).plan
            try PlanFile.write(made, to: plan)
            try output.show(SettingsReport(plan: made, stage: .planned(file: plan)))
            throw OutcomeCode.pending
        }
        let description = try await task.run(name: name, source: try source(), excludedDomains: excluded)
        try output.show(ForestReport(name: name, description: description, verb: "was added"))
    }

    private func source() throws -> ForestConfiguration.Source {
        if fromLab { return .server(try labServer()) }
        guard let url else { return .file(Self.absolute(ldif ?? "")) }
        var server = ForestConfiguration.Server(url: url)
        server.others = self.server
        server.discoveryDomain = discoveryDomain
        server.excludedDomains = excludedDomains
        server.domainServers = domainServers
        server.startsTLS = startsTLS
        server.bindName = bindName
        server.password =
            passwordFile.map { .file(Self.absolute($0)) } ?? passwordEnvironment.map { .variable($0) }
            ?? passwordDescriptor.map { .descriptor($0) }
        server.kerberos =
            (keytab.map { .keytab(Self.absolute($0)) } ?? ticketCache.map { .ticketCache(Self.absolute($0)) })
            .map(ForestConfiguration.Kerberos.init(source:))
        server.kerberos?.mechanism = mechanism
        if let clientCertificate, let clientKey {
            server.clientCertificate = ClientCertificate(
                file: Self.absolute(clientCertificate),
                keyFile: Self.absolute(clientKey)
            )
        }
        server.certificateAuthorityFile = authorityFile.map(Self.absolute)
        server.allowsPlaintext = insecurePlaintext
        return .server(server)
    }

    private func labServer() throws -> ForestConfiguration.Server {
        guard let forest = try labOptions.lab.status().first(where: { $0.name == name }) else {
            throw LabError(
                .unknownForest,
                "The lab in \(labOptions.folder) has no forest \(name). Start it with `dryad lab up`."
            )
        }
        var server = ForestConfiguration.Server(url: forest.secureURL)
        server.bindName = forest.bindName
        server.password = .file(forest.passwordFile)
        server.certificateAuthorityFile = forest.certificateAuthorityFile
        return server
    }

    /// Paths are typed in one folder and read in another, later.
    private static func absolute(_ path: String) -> String {
        URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    }
}
