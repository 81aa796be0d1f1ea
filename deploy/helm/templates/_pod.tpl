{{- /* What every pod has in common. */ -}}
{{- define "intelliavatar.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext: { runAsNonRoot: true, runAsUser: 1654, runAsGroup: 1654, fsGroup: 1654, seccompProfile: { type: RuntimeDefault } }
{{- end }}

{{- define "intelliavatar.container" -}}
imagePullPolicy: IfNotPresent
securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
{{- end }}

{{- /* Settings and secrets of APIs and schedulers. */ -}}
{{- define "intelliavatar.env" -}}
- { name: PublicUrl, value: {{ required "publicUrl is missing: the address that people use, e.g. https://studio.example" .Values.publicUrl | quote }} }
- { name: Database__Url__File, value: /run/secrets/database_url }
- { name: Storage__S3__AccessKey__File, value: /run/secrets/store_access_key }
- { name: Storage__S3__SecretKey__File, value: /run/secrets/store_secret_key }
{{- range $name, $value := .Values.settings }}
- { name: {{ $name }}, value: {{ $value | quote }} }
{{- end }}
{{- end }}
