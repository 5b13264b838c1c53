import ArgumentParser

/// What a parameter stands for, on the command line: `Domain.FQDN=corp.example`.
struct ParameterSetting: ExpressibleByArgument {
    let name: String
    let value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else { return nil }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }
}
