/// All functions that the rule language has.
public enum FunctionLibrary {
    /// The functions, ascending by name.
    public static let functions: [FunctionDefinition] =
        (FlowFunctions.all + TextFunctions.all + TextPartFunctions.all + ConversionFunctions.all
        + EncodingFunctions.all + TestFunctions.all + ValueFunctions.all + NumberFunctions.all + DateFunctions.all
        + NameFunctions.all + CertificateFunctions.all).sorted { $0.name < $1.name }

    /// The function with that name; its case matters.
    public static func function(named name: String) -> FunctionDefinition? { byName[name] }

    /// The function with that name, however it is written: for help, where a wrong case does no harm.
    public static func function(anyCase name: String) -> FunctionDefinition? {
        byName[name] ?? functions.first { $0.name.lowercased() == name.lowercased() }
    }

    /// What may have been meant by a name that is no function's, such as `did you mean Left?`.
    public static func hint(for name: String) -> String? { Spelling.hint(for: name, among: names) }

    private static let byName = Dictionary(functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// Every name, for suggestions.
    static let names: [String] = functions.map(\.name)

    /// Whether the first argument is the quoted name of an attribute.
    static func takesAttributeName(_ name: String) -> Bool {
        byName[name]?.parameters.first?.kind == .attributeName
    }
}
