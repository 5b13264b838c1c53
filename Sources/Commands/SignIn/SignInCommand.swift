import ArgumentParser
import WizardTasks

/// The command `dryad sign-in …`.
struct SignInCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign-in",
        abstract: "Change user sign-in: password hashes, pass-through, federation with AD FS.",
        subcommands: [SignInShowCommand.self, SignInSetCommand.self]
    )
}

/// The command `dryad sign-in show`.
struct SignInShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show how people sign in.")

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try await workspace.open()
        let tenant = try await TenantOverview.read(workspace)
        try output.show(SignInReport(result: .init(workspace.configuration, tenant)))
    }
}

/// The command `dryad sign-in set`.
struct SignInSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Plan how people sign in; --yes does it.",
        discussion: """
            Methods are password-hash-sync, pass-through and federation. Federation converts the domains that are named, or \
            all verified ones of the tenant; a way away from it makes them managed again. Password hash synchronization \
            stays on with the other methods; it is switched off with `dryad customize options passwordHashSync=off`.
            """
    )

    @Argument(help: "The method.")
    var method: String
    @Flag(inversion: .prefixedNo, help: "Sign people of the forests' machines in without asking.")
    var seamlessSSO: Bool?
    @Option(help: ArgumentHelp("The name of the AD FS farm, such as sts.contoso.com.", valueName: "name"))
    var federationService: String?
    @Option(help: ArgumentHelp("A domain that becomes federated; may be given several times.", valueName: "name"))
    var domain: [String] = []
    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        guard SignInMethod(method) != nil else {
            let known = SignInMethod.targets.map(\.word).joined(separator: ", ")
            throw ValidationError("There is no method \"\(method)\". There are \(known).")
        }
    }

    func run() async throws {
        guard let method = SignInMethod(method) else { return }
        try await settings.carryOut(
            .signIn(
                SignInRequest(
                    method: method,
                    seamlessSSO: seamlessSSO,
                    federationService: federationService,
                    domains: domain
                )
            )
        )
    }
}
